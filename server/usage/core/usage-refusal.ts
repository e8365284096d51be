/** Why an event is not recorded: the field it lies in, and what whoever sent it can do. */
export type Refusal = {
  readonly ok: false;
  /** Stable and dotted: `usage.meter_unknown`. */
  readonly code: string;
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
};

export const refuse = (problem: string, field: string, message: string, remedy: string): Refusal => ({
  ok: false,
  code: `usage.${problem}`,
  field,
  message,
  remedy,
});
