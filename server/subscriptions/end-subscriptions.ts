import { InvariantViolation } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";
import { hasEnded } from "./core";
import { loadLives } from "./load-lives";
import { saveLives } from "./save-lives";

/** Ends subscriptions at once, with nothing given back and nothing settled; those that have ended stay as they are. */
export const endSubscriptions = async (ctx: TransactionContext, ids: readonly string[]): Promise<void> => {
  const lives = (await loadLives(ctx, ids)).filter(({ life }) => !hasEnded(life));
  await saveLives(
    ctx,
    lives.map((stored) => ({
      stored,
      life: { ...stored.life, status: "canceled" as const, waiting: [] },
      nextDueAt: null,
    })),
    { ratePlanOf: takesNoCharges, orderId: null },
  );
};

const takesNoCharges = (): never => {
  throw new InvariantViolation("A subscription that ends takes no new charges.");
};
