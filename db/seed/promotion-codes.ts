import { plainDate, rational } from "@/server/kernel";
import type { CouponRules } from "@/server/promotions";
import type { CouponTerms } from "@/server/promotions/core";

/** What Alderpost's shoppers may type, at each of its sellers. */
export const alderpostCodes: readonly (CouponTerms & CouponRules)[] = [
  {
    key: "WELCOME20",
    kind: "percent",
    value: rational(20n),
    isCode: true,
    lastsMonths: 3,
    intervalUnit: "month",
    isForNewCustomers: true,
  },
  {
    key: "HELLO10",
    kind: "amount",
    amounts: { EUR: 1_000n, GBP: 900n, JPY: 1_600n, USD: 1_100n },
    isCode: true,
    lastsMonths: 1,
    intervalUnit: "month",
  },
  { key: "SUMMER26", kind: "percent", value: rational(15n), isCode: true, endsOn: plainDate("2026-08-31") },
];
