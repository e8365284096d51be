import { dayInZone } from "@/server/kernel";
import { type Permission, requirePermission, type ServiceContext } from "@/server/platform";
import {
  findNextBilling,
  listWorkRows,
  sumWork,
  type WorkGroup,
  type WorkRow,
  type WorkSum,
  workGroups,
} from "./work-queries";

export { type WorkGroup, type WorkRow, workGroups } from "./work-queries";

export type WorkSection = WorkSum & { readonly group: WorkGroup; readonly rows: readonly WorkRow[] };

export type WorkQueue = {
  /** Only what is not empty and what this person may see. */
  readonly sections: readonly WorkSection[];
  readonly nextBilling: { readonly at: Date; readonly count: number } | null;
};

const permissionOf: Readonly<Record<WorkGroup, Permission>> = {
  run_errors: "billing_runs:read",
  overdue: "invoices:read",
  unapplied: "payments:read",
  unknown_payments: "payments:read",
  provisioning: "accounts:read",
  mails: "outbox:read",
};

const rowsShown = 8;
const rowsMax = 200;

/** What needs somebody today: the oldest first, only from what is there. */
export const listWork = async (
  ctx: ServiceContext,
  input: { readonly zone: string; readonly expanded?: WorkGroup | null | undefined },
): Promise<WorkQueue> => {
  requirePermission(ctx.actor, "accounts:read");
  const { actor } = ctx;
  const today = dayInZone(ctx.now, input.zone);
  const visible = workGroups.filter(
    (group) => actor.kind === "system" || (actor.kind === "staff" && actor.permissions.includes(permissionOf[group])),
  );
  const sections = await Promise.all(
    visible.map(async (group): Promise<WorkSection> => {
      const limit = group === input.expanded ? rowsMax : rowsShown;
      const [sum, rows] = await Promise.all([sumWork(ctx, group, today), listWorkRows(ctx, group, today, limit)]);
      return { ...sum, group, rows };
    }),
  );
  return { sections: sections.filter(({ count }) => count > 0), nextBilling: await findNextBilling(ctx) };
};
