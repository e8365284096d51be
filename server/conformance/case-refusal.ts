/** What the format answers for an input it rejects: `{ "error": code }`. */
export class CaseRefusal extends Error {
  override readonly name = "CaseRefusal";

  constructor(readonly code: string) {
    super(code);
  }
}
