import { lockAccount } from "@/server/accounts";
import { billOrderLines, pointOf } from "@/server/billing";
import { type NamedLine, writeFactors } from "@/server/billing/core";
import {
  currencyExponent,
  dayInZone,
  divideRationals,
  type InvoiceId,
  money,
  ONE,
  type Rational,
  rational,
  roundRational,
  ZERO,
} from "@/server/kernel";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { getSellerByKey } from "@/server/sellers";
import { getPolicy } from "@/server/subscriptions";

export type ChargeAccount = {
  readonly accountId: string;
  readonly sellerKey: string;
  /** What it is known by, and what stands on the document. */
  readonly key: string;
  readonly description: string;
  /** In minor units, exact: the line is rounded by the policy, as every line is. */
  readonly amountMinor: Rational;
};

/** Charges an account once for something that no subscription has. It is billed at once, or with the next run. */
export const chargeAccount = (ctx: ServiceContext, input: ChargeAccount): Promise<InvoiceId | null> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "subscriptions:change");
    const account = await lockAccount(inner, input.accountId);
    const seller = await getSellerByKey(inner, input.sellerKey);
    const policy = await getPolicy(inner, seller.policyId);
    const day = dayInZone(ctx.now, account.timeZone);
    const point = pointOf(ctx.now, account.timeZone, policy);
    const { rounding } = policy.service;
    const oneUnit = rational(10n ** BigInt(currencyExponent(account.currency)));
    const amount = divideRationals(input.amountMinor, oneUnit);
    const line: NamedLine = {
      subscriptionId: null,
      subscriptionChargeId: null,
      serviceNo: null,
      creditsNo: null,
      rebilled: 0,
      chargeId: input.key,
      kind: "charge",
      description: input.description,
      period: { start: point, end: point },
      servicePeriod: { start: day, end: day },
      quantity: "1",
      unitPrice: null,
      isRecurring: false,
      isPerUnit: false,
      isOfChange: false,
      net: money(roundRational(input.amountMinor, rounding), account.currency),
      taxCode: "saas_business",
      productFamily: "services",
      decision: null,
      derivation: writeFactors({
        kind: "charge",
        price: { model: "flat", amount },
        quantity: ONE,
        included: ZERO,
        coupons: [],
        share: null,
        rounding,
      }),
    };
    const order = { account, seller, policy, currency: account.currency, orderId: null, lines: [line] };
    const invoiceId = await billOrderLines(inner, order);
    await recordAudit(inner, {
      action: "orders:charge",
      accountId: account.id,
      subjectIds: invoiceId ? [invoiceId] : [],
    });
    return invoiceId;
  });
