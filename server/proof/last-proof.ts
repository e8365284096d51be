import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditEntries } from "@/db/schema/audit";
import type { BookedCharge } from "@/server/payments";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { type ProofReport, verdictOf } from "./core/proof-report";
import { prove } from "./prove";

const action = "proof:prove";

const kept = z.object({
  verdict: z.enum(["proved", "residue", "nothing_to_compare"]),
  equations: z.array(z.string()),
  checks: z.array(z.string()),
});

export type LastProof = z.infer<typeof kept> & { readonly at: Date };

/** Proves, and leaves in the audit log what came of it. */
export const proveAndRecord = async (ctx: ServiceContext, book: readonly BookedCharge[]): Promise<ProofReport> => {
  const report = await prove(ctx, book);
  const { equations, checks } = report;
  const details: z.infer<typeof kept> = {
    verdict: verdictOf(report),
    equations: [...new Set(equations.filter(({ residueMinor }) => residueMinor !== 0n).map(({ id }) => id))],
    checks: checks.filter(({ residue }) => residue !== 0).map(({ id }) => id),
  };
  await inTransaction(ctx, (inner) => recordAudit(inner, { action, accountId: null, subjectIds: [], details }));
  return report;
};

/** What the newest proof came to, whoever asked for it; null before the first. */
export const findLastProof = async (ctx: ServiceContext): Promise<LastProof | null> => {
  requirePermission(ctx.actor, "proof:read");
  const [row] = await ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, action))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  const parsed = kept.safeParse(row?.details);
  return row && parsed.success ? { ...parsed.data, at: row.businessAt } : null;
};
