import { auditEntries } from "@/db/schema/audit";
import { actorId, type ServiceContext } from "./context";
import { makeId } from "./new-id";

export type AuditRecord = {
  readonly action: string;
  readonly accountId: string | null;
  readonly subjectIds: readonly string[];
  readonly details?: Record<string, unknown>;
};

/** One row a batch: who did what to which documents. Inside a transaction it is written at its end. */
export const recordAudit = async (ctx: ServiceContext, record: AuditRecord): Promise<void> => {
  const entry = {
    id: makeId("aud"),
    accountId: record.accountId,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    action: record.action,
    subjectIds: [...record.subjectIds],
    details: record.details ?? {},
    requestId: ctx.requestId,
    businessAt: ctx.now,
  };
  if (ctx.news) ctx.news.auditEntries.push(entry);
  else await ctx.db.insert(auditEntries).values(entry);
};
