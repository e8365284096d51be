/** Where the gateway's fields come from. */
export type CardFields = { url: string; origin: string };

export type CardMessage =
  | { type: "ready" }
  | { type: "height"; px: number }
  | { type: "change"; complete: boolean }
  | { type: "submit" }
  | { type: "token"; token: string; holder: string }
  | { type: "invalid" };

export type CardCommand =
  | { type: "tokenize" | "enable" | "disable" }
  | { type: "theme"; theme: "light" | "dark" }
  | { type: "focus"; field?: string }
  | { type: "show-error"; field: string; message: string };

export const cardFieldNames: ReadonlySet<string> = new Set(["number", "expiry", "code", "name"]);

const messageTypes: ReadonlySet<unknown> = new Set(["ready", "height", "change", "submit", "token", "invalid"]);

/** A message counts only from the gateway's origin and from the very frame that we put on the page. */
export function readCardMessage(event: MessageEvent, origin: string, frame: HTMLIFrameElement): CardMessage | null {
  if (event.origin !== origin || event.source !== frame.contentWindow) return null;
  const data: unknown = event.data;
  if (typeof data !== "object" || data === null || !("type" in data) || !messageTypes.has(data.type)) return null;
  return data as CardMessage;
}

export function tellCard(frame: HTMLIFrameElement | null, origin: string, command: CardCommand): void {
  frame?.contentWindow?.postMessage(command, origin);
}
