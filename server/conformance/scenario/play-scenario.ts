import { billDue } from "@/server/billing";
import { runDunning } from "@/server/dunning";
import { findNextCollectAt } from "@/server/invoices";
import { isDomainError } from "@/server/kernel";
import { collectDueInvoices } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { findNextBillAt } from "@/server/subscriptions";
import { type CaseInput, readInstant } from "../case-input";
import { CaseRefusal } from "../case-refusal";
import { refusalCode } from "../refusal-codes";
import type { Scenario } from "./open-scenario";
import { takeStep } from "./take-step";

export type StepError = { readonly step: number; readonly error: string };

/** Plays the steps on a clock that jumps from one instant at which something falls due to the next. */
export const playScenario = async (ctx: ServiceContext, scenario: Scenario, input: CaseInput): Promise<StepError[]> => {
  const until = readInstant(input.raw("until"));
  const waiting = input
    .list("steps")
    .map((step, place) => ({ step, place, at: readInstant(step.raw("at")) }))
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const errors: StepError[] = [];
  for (let next = await nextInstant(ctx, scenario, waiting[0]?.at); next && next.at <= until; ) {
    const here = { ...ctx, now: next.at };
    if (next.isDue) await settle(here, scenario);
    const own = waiting.filter(({ at }) => at.getTime() === here.now.getTime());
    for (const { step, place } of own) {
      waiting.splice(
        waiting.findIndex((one) => one.place === place),
        1,
      );
      const error = await tryStep(here, scenario, step);
      if (error !== null) errors.push({ step: place, error });
    }
    if (own.length > 0) await settle(here, scenario);
    next = await nextInstant(here, scenario, waiting[0]?.at);
  }
  return errors;
};

type Instant = {
  readonly at: Date;
  /** There is something to bill or to collect, and not a step alone. */
  readonly isDue: boolean;
};

const nextInstant = async (
  ctx: ServiceContext,
  { sellerId }: Scenario,
  step: Date | undefined,
): Promise<Instant | null> => {
  const due = earlier(await findNextBillAt(ctx, sellerId), await findNextCollectAt(ctx, { sellerId }));
  const at = earlier(due, step ?? null);
  return at && { at, isDue: at.getTime() === due?.getTime() };
};

const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

/** One run of what is due, its collection, and what follows from that, until nothing more is due at the instant. */
const settle = async (ctx: ServiceContext, { sellerId, access }: Scenario): Promise<void> => {
  await billDue(ctx, sellerId);
  for (;;) {
    const { collectedCount } = await collectDueInvoices(ctx, access, { sellerId });
    await runDunning(ctx, { sellerId });
    if (collectedCount === 0) return;
  }
};

const tryStep = async (ctx: ServiceContext, scenario: Scenario, step: CaseInput): Promise<string | null> => {
  try {
    await takeStep(ctx, scenario, step);
    return null;
  } catch (error) {
    if (error instanceof CaseRefusal) return error.code;
    const code = isDomainError(error) ? refusalCode(error) : undefined;
    if (code === undefined) throw error;
    return code;
  }
};
