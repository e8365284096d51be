import { z } from "zod";

const behaviorNames = [
  "timeout_before_charge",
  "timeout_after_charge",
  "delay",
  "error_500",
  "malformed",
  "drop_after_charge",
] as const;

const scripted = z.strictObject({
  behavior: z.enum(behaviorNames),
  ms: z.int().min(0).max(600_000).optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.string().max(10_000).optional(),
});

export const scriptInput = z.strictObject({
  next: z
    .array(z.union([scripted, z.enum(behaviorNames).transform((behavior): Scripted => ({ behavior }))]))
    .min(1)
    .max(1000),
  times: z.int().min(1).max(100_000).default(1),
  match: z.strictObject({ reference_prefix: z.string().optional(), last4: z.string().optional() }).default({}),
});

export type Scripted = z.infer<typeof scripted>;
type ScriptInput = z.infer<typeof scriptInput>;
type Step = { readonly scripted: Scripted; readonly match: ScriptInput["match"] };

function matches({ match }: Step, reference: string, last4: string): boolean {
  const { reference_prefix: prefix, last4: wanted } = match;
  return (prefix === undefined || reference.startsWith(prefix)) && (wanted === undefined || wanted === last4);
}

/** What the next charges suffer: each takes the first waiting step that is meant for it. Kept in memory only. */
export function createChargeScript() {
  let steps: Step[] = [];
  return {
    add({ next, times, match }: ScriptInput): void {
      for (let round = 0; round < times; round += 1) steps.push(...next.map((item) => ({ scripted: item, match })));
    },
    take(reference: string, last4: string): Scripted | null {
      const step = steps.find((candidate) => matches(candidate, reference, last4));
      if (!step) return null;
      steps = steps.filter((candidate) => candidate !== step);
      return step.scripted;
    },
    clear(): void {
      steps = [];
    },
    list: () => steps.map(({ scripted: item, match }) => ({ ...item, match })),
  };
}

export type ChargeScript = ReturnType<typeof createChargeScript>;
