import { DomainError } from "@/server/kernel";
import { type AccountRole, inTransaction, makeId, recordAudit, type ServiceContext } from "@/server/platform";
import type { StaffRole } from "./core/staff-roles";
import { findUserByEmail, insertMember, insertStaffMember, insertUserIfNew, type User } from "./people-store";

export type PersonInput = { readonly email: string; readonly name: string };

/** The user of an e-mail address, existing or new; a known one is left as it is. */
export const ensureUser = (ctx: ServiceContext, person: PersonInput): Promise<User> =>
  inTransaction(ctx, async (inner) => {
    await insertUserIfNew(inner, { id: makeId("usr"), ...person });
    const user = await findUserByEmail(inner, person.email);
    if (!user) throw new DomainError("conflict", "user.vanished", "This address could not be registered; try again.");
    return user;
  });

export type AddMemberInput = PersonInput & { readonly accountId: string; readonly role: AccountRole };

export const addMember = (ctx: ServiceContext, input: AddMemberInput): Promise<User> =>
  inTransaction(ctx, async (inner) => {
    const user = await ensureUser(inner, { email: input.email, name: input.name });
    await insertMember(inner, { accountId: input.accountId, userId: user.id, role: input.role });
    await recordAudit(inner, {
      action: "people:add_member",
      accountId: input.accountId,
      subjectIds: [user.id],
      details: { role: input.role },
    });
    return user;
  });

export type RegisterStaffInput = PersonInput & { readonly role: StaffRole; readonly title: string };

export const registerStaff = (ctx: ServiceContext, input: RegisterStaffInput): Promise<User> =>
  inTransaction(ctx, async (inner) => {
    const user = await ensureUser(inner, input);
    await insertStaffMember(inner, { userId: user.id, role: input.role, title: input.title });
    await recordAudit(inner, {
      action: "people:register_staff",
      accountId: null,
      subjectIds: [user.id],
      details: { role: input.role },
    });
    return user;
  });
