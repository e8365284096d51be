import { eq, sql } from "drizzle-orm";
import { accountMembers, staffMembers, users } from "@/db/schema/people";
import type { AccountId, UserId } from "@/server/kernel";
import type { AccountRole, ServiceContext } from "@/server/platform";
import { isStaffRole, type StaffRole } from "./core/staff-roles";

export type User = { readonly id: UserId; readonly email: string; readonly name: string };

const toUser = (row: { id: string; email: string; name: string }): User => ({
  id: row.id as UserId,
  email: row.email,
  name: row.name,
});

export const findUserByEmail = async (ctx: ServiceContext, email: string): Promise<User | null> => {
  const [row] = await ctx.db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return row ? toUser(row) : null;
};

export const findUser = async (ctx: ServiceContext, id: string): Promise<User | null> => {
  const [row] = await ctx.db.select().from(users).where(eq(users.id, id));
  return row ? toUser(row) : null;
};

export const insertUserIfNew = async (ctx: ServiceContext, user: User): Promise<void> => {
  await ctx.db
    .insert(users)
    .values({ ...user, createdAt: ctx.now })
    .onConflictDoNothing();
};

export const setDemoPassword = async (ctx: ServiceContext, userId: string, hash: string): Promise<void> => {
  await ctx.db.update(users).set({ demoPasswordHash: hash }).where(eq(users.id, userId));
};

export const findDemoPasswordHash = async (ctx: ServiceContext, userId: string): Promise<string | null> => {
  const [row] = await ctx.db.select({ hash: users.demoPasswordHash }).from(users).where(eq(users.id, userId));
  return row?.hash ?? null;
};

export const insertMember = async (
  ctx: ServiceContext,
  member: { readonly accountId: string; readonly userId: string; readonly role: AccountRole },
): Promise<void> => {
  await ctx.db
    .insert(accountMembers)
    .values({ ...member, joinedAt: ctx.now })
    .onConflictDoNothing();
};

export const hasStaff = async (ctx: ServiceContext): Promise<boolean> => {
  const rows = await ctx.db.select({ userId: staffMembers.userId }).from(staffMembers).limit(1);
  return rows.length > 0;
};

export type Membership = { readonly accountId: AccountId; readonly role: AccountRole };

export const listMemberships = async (ctx: ServiceContext, userId: string): Promise<Membership[]> => {
  const rows = await ctx.db
    .select({ accountId: accountMembers.accountId, role: accountMembers.role })
    .from(accountMembers)
    .where(eq(accountMembers.userId, userId))
    .orderBy(accountMembers.joinedAt, accountMembers.accountId);
  return rows.map((row) => ({ accountId: row.accountId as AccountId, role: row.role }));
};

export type Member = User & { readonly role: AccountRole };

export const listMembers = async (ctx: ServiceContext, accountId: string): Promise<Member[]> => {
  const rows = await ctx.db
    .select({ id: users.id, email: users.email, name: users.name, role: accountMembers.role })
    .from(accountMembers)
    .innerJoin(users, eq(users.id, accountMembers.userId))
    .where(eq(accountMembers.accountId, accountId))
    .orderBy(accountMembers.joinedAt, users.id);
  return rows.map((row) => ({ ...toUser(row), role: row.role }));
};

export type StaffMember = {
  readonly userId: UserId;
  readonly role: StaffRole;
  readonly title: string;
  readonly hasSingleKeys: boolean;
};

export const findStaffMember = async (ctx: ServiceContext, userId: string): Promise<StaffMember | null> => {
  const [row] = await ctx.db.select().from(staffMembers).where(eq(staffMembers.userId, userId));
  return row && isStaffRole(row.role) ? { ...row, userId: row.userId as UserId, role: row.role } : null;
};

export const insertStaffMember = async (
  ctx: ServiceContext,
  member: Omit<StaffMember, "hasSingleKeys">,
): Promise<void> => {
  await ctx.db.insert(staffMembers).values(member).onConflictDoNothing();
};

export const saveSingleKeys = async (ctx: ServiceContext, userId: string, isOn: boolean): Promise<void> => {
  await ctx.db.update(staffMembers).set({ hasSingleKeys: isOn }).where(eq(staffMembers.userId, userId));
};
