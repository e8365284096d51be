import type { ServiceContext } from "./context";
import { inTransaction, type TransactionContext } from "./transaction";

/** Does something in a transaction, says what was seen of it, and takes it back: a preview that is the verb itself. */
export const tryOut = async <Seen>(
  ctx: ServiceContext,
  work: (inner: TransactionContext) => Promise<Seen>,
): Promise<Seen> => {
  const takenBack = new TakenBack();
  const seen: Seen[] = [];
  try {
    await inTransaction(ctx, async (inner) => {
      seen.push(await work(inner));
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  return seen[0] as Seen;
};

class TakenBack extends Error {}
