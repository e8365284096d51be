export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | readonly Html[] | string | number | null;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function write(piece: Piece): string {
  if (piece === null) return "";
  if (piece instanceof Html) return piece.text;
  if (typeof piece === "object") return piece.map((part) => part.text).join("");
  return String(piece).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** Everything put into the template is escaped, except what `html` itself has made. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.map((text, index) => text + write(pieces[index] ?? null)).join(""));
}
