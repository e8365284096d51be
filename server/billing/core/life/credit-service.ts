import {
  comparePoints,
  divideRationals,
  isSameSpan,
  laterPoint,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  roundRational,
  type TimePoint,
} from "@/server/kernel";
import type { BilledService, SubscriptionLife } from "@/server/subscriptions/core";
import type { BilledLife, LifeBasis, ServiceLine } from "./life-basis";
import { shareOfPeriod } from "./share-of-period";

/**
 * Gives back from a point on what was billed in advance: of each line what is left of it, by the share of its service
 * that is not rendered. The line then ends there; nothing is given back twice, nor more than was billed.
 */
export const creditService = (life: SubscriptionLife, basis: LifeBasis, from: TimePoint): BilledLife => {
  const lines: ServiceLine[] = [];
  const billed: BilledService[] = [];
  for (const service of life.billed) {
    if (comparePoints(service.period.end, from, basis.zone) <= 0) {
      billed.push(service);
      continue;
    }
    const at = laterPoint(from, service.period.start, basis.zone);
    const creditMinor = basis.policy.credits === "none" ? 0n : creditOf(service, basis, at);
    if (basis.policy.credits !== "none" && service.leftMinor > 0n) {
      lines.push({
        key: `${life.id}/${life.lineCount + lines.length}`,
        subscriptionId: life.id,
        chargeKey: service.chargeKey,
        kind: "credit",
        period: { start: at, end: service.period.end },
        amountMinor: -creditMinor,
        taxPercent: service.taxPercent,
        isOfChange: true,
        creditsLine: service.lineKey,
      });
    }
    billed.push({
      ...service,
      leftMinor: service.leftMinor - creditMinor,
      period: { start: service.period.start, end: at },
    });
  }
  return { life: { ...life, billed, lineCount: life.lineCount + lines.length }, lines };
};

const creditOf = (service: BilledService, basis: LifeBasis, at: TimePoint): bigint => {
  if (service.leftMinor === 0n) return 0n;
  const share = unusedShare(service, basis, at);
  const credit = roundRational(multiplyRationals(rational(service.leftMinor), share), basis.policy.rounding);
  return credit > service.leftMinor ? service.leftMinor : credit;
};

const unusedShare = ({ period, fullPeriod }: BilledService, basis: LifeBasis, at: TimePoint): Rational => {
  const unused = { start: at, end: period.end };
  if (basis.policy.proration.basis !== "fixed_month") return shareOfPeriod(period, unused, basis);
  if (isSameSpan(unused, period, basis.zone)) return ONE;
  return divideRationals(shareOfPeriod(fullPeriod, unused, basis), shareOfPeriod(fullPeriod, period, basis));
};
