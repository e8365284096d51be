import { getBillTo } from "@/server/accounts";
import { inTransaction, type ServiceContext } from "@/server/platform";
import { listMembers } from "./people-store";
import { addMember } from "./register-people";

/** An account that has just been activated belongs to the user of its e-mail address, existing or new. */
export const grantOwnership = async (ctx: ServiceContext, accountIds: readonly string[]): Promise<void> => {
  for (const accountId of accountIds) {
    await inTransaction(ctx, async (inner) => {
      const members = await listMembers(inner, accountId);
      if (members.some((member) => member.role === "owner")) return;
      const { email, name } = await getBillTo(inner, accountId);
      await addMember(inner, { accountId, email, name, role: "owner" });
    });
  }
};
