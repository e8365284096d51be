import { mayActOnAccount, requirePermission, type ServiceContext } from "@/server/platform";
import {
  countTimelineRows,
  listMailTexts,
  listTimelineRows,
  type TimelineGroup,
  type TimelinePlace,
  type TimelineRow,
  timelineGroups,
} from "./timeline-queries";

export { type TimelineGroup, timelineGroups } from "./timeline-queries";

export type TimelineEvent = TimelineRow & { readonly mailText: string | null };

export type ReadTimelineInput = {
  readonly accountId: string;
  /** Only events of this group. */
  readonly group?: TimelineGroup | null | undefined;
  readonly cursor?: string | null | undefined;
};

export type TimelinePage = {
  readonly events: readonly TimelineEvent[];
  readonly counts: readonly { readonly group: TimelineGroup; readonly count: number }[];
  readonly nextCursor: string | null;
};

const pageSize = 40;
const moneyGroups: readonly TimelineGroup[] = ["invoices", "payments", "mails"];

/** What happened to an account, newest first, in one line of time, a page at a time; without money for who may not see it. */
export const readTimeline = async (ctx: ServiceContext, input: ReadTimelineInput): Promise<TimelinePage> => {
  requirePermission(ctx.actor, "accounts:read");
  const seesMoney = mayActOnAccount(ctx.actor, input.accountId, "read_money");
  const visible = timelineGroups.filter((group) => seesMoney || !moneyGroups.includes(group));
  const groups = input.group ? visible.filter((group) => group === input.group) : visible;
  const before = readPlace(input.cursor);
  const [rows, counts] = await Promise.all([
    listTimelineRows(ctx, { accountId: input.accountId, groups, before, limit: pageSize + 1 }),
    countTimelineRows(ctx, input.accountId, visible),
  ]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  const mailIds = shown.flatMap(({ group, ref }) => (group === "mails" && ref ? [ref] : []));
  const texts = await listMailTexts(ctx, input.accountId, mailIds);
  return {
    events: shown.map((row) => ({ ...row, mailText: texts.get(row.ref ?? "") ?? null })),
    counts: visible.flatMap((group) => {
      const count = counts.get(group) ?? 0;
      return count > 0 ? [{ group, count }] : [];
    }),
    nextCursor: rows.length > pageSize && last ? writePlace(last) : null,
  };
};

const writePlace = ({ at, key }: TimelinePlace): string => `${at.toISOString()}|${key}`;

const placePattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-z.~]{1,40})$/;

// An address that was mistyped shows the newest events instead of nothing.
const readPlace = (text: string | null | undefined): TimelinePlace | null => {
  const [, instant, key] = placePattern.exec(text ?? "") ?? [];
  if (!instant || !key) return null;
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? null : { at, key };
};
