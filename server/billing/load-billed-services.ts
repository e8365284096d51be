import { inArray, sql } from "drizzle-orm";
import { serviceEnds } from "@/db/schema/billing";
import { type BilledLine, listBilledLines } from "@/server/invoices";
import { earlierPoint, type PlainDate, parseRational, type TimePoint } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { StoredLife } from "@/server/subscriptions";
import {
  type BilledService,
  readPoint,
  type SubscriptionLife,
  toPoint,
  type WrittenPoint,
} from "@/server/subscriptions/core";
import type { TaxDecision } from "@/server/tax/core";
import type { MeteredEvent } from "@/server/usage";
import type { NamedLine, SoldCharge, SoldCharges } from "./core";
import { meetCharges } from "./meet-charges";
import { listWaitingLinesOfSubscriptions } from "./waiting-lines-store";

/** A stored life with what was billed of it in advance, and how those lines were taxed. */
export type LifeWithBilled = {
  readonly stored: StoredLife;
  readonly life: SubscriptionLife;
  readonly decisions: ReadonlyMap<number, TaxDecision>;
  /** What was used of it and is not settled yet. */
  readonly events: readonly MeteredEvent[];
};

type Found = { readonly service: BilledService; readonly decision: TaxDecision | null };

/**
 * Reads beside lives the service billed in advance of them that ends after a day: the lines on invoices, and those that
 * wait, less what was given back of them.
 */
export const loadBilledServices = async (
  ctx: ServiceContext,
  lives: readonly StoredLife[],
  of: { readonly sold: Map<string, SoldCharge>; readonly endsAfter: PlainDate },
): Promise<Omit<LifeWithBilled, "events">[]> => {
  if (lives.length === 0) return [];
  const ids = lives.map(({ id }) => id);
  const [billed, waiting, ends] = [
    await listBilledLines(ctx, ids, of.endsAfter),
    await listWaitingLinesOfSubscriptions(ctx, ids),
    await loadEnds(ctx, ids),
  ];
  await meetCharges(
    ctx,
    of.sold,
    [...billed, ...waiting].map(({ chargeId }) => chargeId),
  );
  return lives.map((stored) => {
    const found = new Map<number, Found>();
    for (const line of billed.filter(({ subscriptionId }) => subscriptionId === stored.id)) {
      if (isRecurringInAdvance(of.sold, line.chargeId)) found.set(line.serviceNo, ofBilledLine(line));
    }
    for (const line of waiting.filter(({ subscriptionId }) => subscriptionId === stored.id)) {
      if (line.kind === "charge" && line.serviceNo !== null && isRecurringInAdvance(of.sold, line.chargeId)) {
        found.set(line.serviceNo, ofWaitingLine(line, line.serviceNo));
      }
    }
    const inOrder = [...found.values()].sort((a, b) => a.service.lineNo - b.service.lineNo);
    return {
      stored,
      life: {
        ...stored.life,
        billed: inOrder.map(({ service }) =>
          lessEnded(service, ends.get(`${stored.id}/${service.lineNo}`), stored.timeZone),
        ),
      },
      decisions: new Map(inOrder.flatMap(({ service, decision }) => (decision ? [[service.lineNo, decision]] : []))),
    };
  });
};

const isRecurringInAdvance = (sold: SoldCharges, chargeId: string): boolean => {
  const charge = sold.get(chargeId)?.charge;
  return charge?.kind === "recurring" && charge.timing === "in_advance";
};

type KeptPeriods = { readonly full_period?: readonly [WrittenPoint, WrittenPoint] };

const fullPeriodOf = (derivation: Readonly<Record<string, unknown>>, period: BilledService["period"]) => {
  const { full_period: full } = derivation as KeptPeriods;
  return full ? { start: readPoint(full[0]), end: readPoint(full[1]) } : period;
};

const ofBilledLine = (line: BilledLine): Found => {
  const period = {
    start: toPoint(line.serviceStartOn, line.serviceStartAt),
    end: toPoint(line.serviceEndOn, line.serviceEndAt),
  };
  return {
    service: {
      lineNo: line.serviceNo,
      chargeKey: line.chargeId,
      period,
      fullPeriod: fullPeriodOf(line.derivation, period),
      leftMinor: line.netMinor,
      taxPercent: parseRational(line.tax.ratePercent),
    },
    decision: { ...line.tax, isFinal: true } as TaxDecision,
  };
};

const ofWaitingLine = (line: NamedLine, lineNo: number): Found => ({
  service: {
    lineNo,
    chargeKey: line.chargeId,
    period: line.period,
    fullPeriod: fullPeriodOf(line.derivation, line.period),
    leftMinor: line.net.minor,
    taxPercent: line.decision ? parseRational(line.decision.ratePercent) : null,
  },
  decision: line.decision,
});

type Ended = { readonly at: TimePoint; readonly creditedMinor: bigint };

const loadEnds = async (ctx: ServiceContext, subscriptionIds: readonly string[]): Promise<Map<string, Ended[]>> => {
  const rows = await ctx.db
    .select()
    .from(serviceEnds)
    .where(inArray(serviceEnds.subscriptionId, [...subscriptionIds]))
    .orderBy(sql`${serviceEnds.id}`);
  const ends = new Map<string, Ended[]>();
  for (const row of rows) {
    const key = `${row.subscriptionId}/${row.serviceNo}`;
    const ended = { at: toPoint(row.endsOn, row.endsAt), creditedMinor: row.creditedMinor };
    ends.set(key, [...(ends.get(key) ?? []), ended]);
  }
  return ends;
};

const lessEnded = (service: BilledService, ends: readonly Ended[] | undefined, zone: string): BilledService => {
  let { leftMinor, period } = service;
  for (const { at, creditedMinor } of ends ?? []) {
    leftMinor -= creditedMinor;
    period = { start: period.start, end: earlierPoint(period.end, at, zone) };
  }
  return { ...service, leftMinor, period };
};
