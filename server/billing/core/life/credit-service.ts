import { comparePoints, laterPoint, minRational, type Span, type TimePoint } from "@/server/kernel";
import type { BilledService, SubscriptionLife } from "@/server/subscriptions/core";
import type { BilledLife, LifeBasis, ServiceLine } from "./life-basis";
import { amountOfLine, type LineFactors, ratioOf, type TakenShare } from "./line-factors";
import { prorationOf, shareOfPeriod } from "./share-of-period";

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
    const unused = { start: at, end: service.period.end };
    const isGivenBack = basis.policy.credits === "prorate" && givesBack(life, service, basis) && service.leftMinor > 0n;
    const factors = creditFactors(service, unused, basis);
    const amountMinor = isGivenBack ? amountOfLine(factors, basis.currency) : 0n;
    if (isGivenBack) {
      lines.push({
        no: life.lineCount + lines.length,
        subscriptionId: life.id,
        chargeKey: service.chargeKey,
        kind: "credit",
        period: unused,
        fullPeriod: null,
        amountMinor,
        taxPercent: service.taxPercent,
        factors,
        isOfChange: true,
        creditsNo: service.lineNo,
      });
    }
    billed.push({
      ...service,
      leftMinor: service.leftMinor + amountMinor,
      period: { start: service.period.start, end: at },
    });
  }
  return { life: { ...life, billed, lineCount: life.lineCount + lines.length }, lines };
};

const givesBack = ({ plan }: SubscriptionLife, { chargeKey }: BilledService, { policy }: LifeBasis): boolean =>
  prorationOf(
    plan.charges.find(({ key }) => key === chargeKey),
    policy,
  ) !== "none";

const creditFactors = (service: BilledService, unused: Span, basis: LifeBasis): LineFactors => ({
  kind: "credit",
  leftMinor: service.leftMinor,
  share: unusedShare(service, unused, basis),
  rounding: basis.policy.rounding,
});

/**
 * Of days and seconds by the line itself; where months have a fixed length, by the full period it was billed in, and never
 * more than the line: days over 360 and thirtieths can come to more than their month.
 */
const unusedShare = ({ period, fullPeriod }: BilledService, unused: Span, basis: LifeBasis): TakenShare | null => {
  const ofLine = shareOfPeriod(period, unused, basis);
  if (ofLine === null || ofLine.basis === "actual" || ofLine.basis === "second") return ofLine;
  const part = ratioOf(shareOfPeriod(fullPeriod, unused, basis));
  const whole = ratioOf(shareOfPeriod(fullPeriod, period, basis));
  return { part: ofLine.basis === "fixed_month" ? part : minRational(part, whole), whole, basis: ofLine.basis };
};
