import { DomainError } from "@/server/kernel";
import { inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { saveSingleKeys } from "./people-store";

/** Staff choose for themselves whether keys pressed alone do something in the console. */
export const switchSingleKeys = async (ctx: ServiceContext, isOn: boolean): Promise<void> => {
  const { actor } = ctx;
  if (actor.kind !== "staff") {
    throw new DomainError("forbidden", "people.staff_only", "Only staff use the keys of the console.");
  }
  await inTransaction(ctx, async (inner) => {
    await saveSingleKeys(inner, actor.userId, isOn);
    await recordAudit(inner, {
      action: "people:switch_single_keys",
      accountId: null,
      subjectIds: [actor.userId],
      details: { isOn },
    });
  });
};
