export type PayOutcome =
  | { status: "paid" | "processing" | "requires_action"; next: string }
  | { status: "declined"; reason: string; message: string; field?: string }
  | { status: "stale" }
  | { status: "refused"; message: string; field?: string };

export type PayRequest = {
  previewId: string;
  idempotencyKey: string;
  /** Null where nothing is due. */
  card: { token: string; holder: string } | null;
  fields: Readonly<Record<string, string>>;
};

// Sent with the form where there is no script, and apart from the fields where there is.
const ownFields: ReadonlySet<string> = new Set(["previewId", "idempotencyKey"]);

export function fieldsOfForm(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form).entries()];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && !ownFields.has(entry[0])),
  );
}

/** Rejects where no answer came that says what happened: then the payment may have gone through or not. */
export async function sendPayment(url: string, { card, ...request }: PayRequest): Promise<PayOutcome> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "idempotency-key": request.idempotencyKey,
    },
    body: JSON.stringify({ ...request, token: card?.token ?? null, holder: card?.holder ?? null }),
  });
  const outcome: unknown = await response.json();
  if (typeof outcome !== "object" || outcome === null || !("status" in outcome)) {
    throw new Error("The answer does not say what happened.");
  }
  return outcome as PayOutcome;
}
