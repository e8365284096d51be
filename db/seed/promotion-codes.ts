import { plainDate, rational } from "@/server/kernel";
import type { NewCoupon } from "@/server/promotions";

/** What Alderpost's shoppers may type, at each of its sellers. */
export const alderpostCodes: readonly Omit<NewCoupon, "sellerId">[] = [
  {
    key: "WELCOME20",
    kind: "percent",
    value: rational(20n),
    isCode: true,
    lastsMonths: 3,
    intervalUnit: "month",
    isForNewCustomers: true,
  },
  { key: "SUMMER26", kind: "percent", value: rational(15n), isCode: true, endsOn: plainDate("2026-08-31") },
];
