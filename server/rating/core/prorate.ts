import { daysInPeriod, type Period, type Rational, rational } from "@/server/kernel";

/** The share of a full period that a part of it is: days over days. 11 April to 1 May of an April is 20/30. */
export const shareOfPeriod = (part: Period, full: Period): Rational =>
  rational(BigInt(daysInPeriod(part)), BigInt(daysInPeriod(full)));
