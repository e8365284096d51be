export type Answer = { readonly status?: string; readonly next?: string; readonly isReady?: boolean };

/** A shopper without a browser: keeps cookies and says which origin it comes from. */
export const createStoreClient = (origin: string) => {
  const cookies = new Map<string, string>();

  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set("origin", origin);
    headers.set("accept", headers.get("accept") ?? "application/json");
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(`${origin}${path}`, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };

  const json = async (response: Response): Promise<Answer> => (await response.json()) as Answer;

  return {
    post: async (path: string, fields: Record<string, string>) =>
      json(await send(path, { method: "POST", body: new URLSearchParams(fields) })),
    postJson: async (path: string, body: unknown) =>
      json(
        await send(path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
    getJson: async (path: string) => json(await send(path)),
    download: async (path: string): Promise<string> =>
      Buffer.from(await (await send(path)).arrayBuffer()).toString("latin1"),
    /** What the checkout page puts into its form: the id of the very preview it shows. */
    previewIdOf: async (path: string): Promise<string> => {
      const html = await (await send(path, { headers: { accept: "text/html" } })).text();
      const found = /name="previewId" value="([0-9a-f]{64})"/.exec(html)?.[1];
      if (!found) throw new Error(`${path} shows no preview.`);
      return found;
    },
  };
};

export type StoreClient = ReturnType<typeof createStoreClient>;

/** Chooses one Desk Team seat a month as a German shopper; answers the path of the checkout. */
export const chooseSeat = async (store: StoreClient): Promise<string> => {
  const { next } = await store.post("/checkout", {
    ratePlanKey: "desk-team",
    seats: "1",
    term: "month",
    country: "DE",
    buyer: "personal",
  });
  if (!next) throw new Error("The store opened no checkout.");
  return next;
};

type Payer = { readonly token: string; readonly holder: string; readonly email: string };

export const paySeat = async (store: StoreClient, path: string, { token, holder, email }: Payer): Promise<Answer> =>
  store.postJson(`${path}/pay`, {
    previewId: await store.previewIdOf(path),
    token,
    holder,
    fields: { email, country: "DE", buyer: "personal" },
  });

export const orderIdOf = ({ status, next }: Answer): string | null =>
  status === "paid" ? (/^\/welcome\/(ord_\w+)$/.exec(next ?? "")?.[1] ?? null) : null;
