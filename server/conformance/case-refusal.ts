/** What the format answers for an input it rejects: `{ "error": code }`. */
export class CaseRefusal extends Error {
  override readonly name = "CaseRefusal";

  constructor(readonly code: string) {
    super(code);
  }
}

/** What the format calls unsupported: an operation, an option or a country that the engine does not offer. */
export class NotOffered extends Error {
  override readonly name = "NotOffered";
}
