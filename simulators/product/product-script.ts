import { z } from "zod";

export const productScriptInput = z.strictObject({
  delay_ms: z.int().min(0).max(600_000).default(0),
  down: z.boolean().default(false),
  times: z.int().min(1).max(1_000_000).optional(),
});

type Rule = z.infer<typeof productScriptInput>;

/** Slowness and outage of the product, for a number of calls or until it is taken back. Kept in memory only. */
export function createProductScript() {
  let rule: Rule | null = null;
  return {
    set(next: Rule | null): void {
      rule = next;
    },
    take(): { readonly delayMs: number; readonly isDown: boolean } {
      const current = rule;
      if (current?.times !== undefined) rule = current.times > 1 ? { ...current, times: current.times - 1 } : null;
      return { delayMs: current?.delay_ms ?? 0, isDown: current?.down ?? false };
    },
    show: () => rule,
  };
}

export type ProductScript = ReturnType<typeof createProductScript>;
