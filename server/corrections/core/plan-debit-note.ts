import { type NamedLine, writeFactors } from "@/server/billing/core";
import { DomainError, formatDecimal, money, ONE, parseRational, type RoundingMode, ZERO } from "@/server/kernel";

export type LineToDebit = { readonly id: string; readonly line: NamedLine };

export type WhatToDebit = readonly { readonly lineId: string; readonly netMinor: bigint }[];

const debitOf = ({ line }: LineToDebit, netMinor: bigint, rounding: RoundingMode): NamedLine => {
  const net = money(netMinor, line.net.currency);
  const price = formatDecimal(net);
  return {
    ...line,
    // It is no service of its subscription: nothing is given back of it when that changes.
    ...{ subscriptionChargeId: null, serviceNo: null, creditsNo: null, rebilled: 0 },
    ...{ quantity: "1", unitPrice: price, isPerUnit: false, net },
    derivation: writeFactors({
      ...{ kind: "charge", quantity: ONE, included: ZERO, coupons: [], share: null, rounding },
      price: { model: "flat", amount: parseRational(price) },
    }),
  };
};

/**
 * What is owed more for lines of an invoice, net: each for the days and with the tax of its line, at an amount of its own.
 */
export const planDebitNote = (
  lines: readonly LineToDebit[],
  debits: WhatToDebit,
  rounding: RoundingMode,
): NamedLine[] => {
  if (debits.length === 0) {
    throw new DomainError("invalid_input", "debit_note.empty", "Give an amount for at least one line.", {
      field: "amount",
    });
  }
  const seen = new Set<string>();
  return debits.map(({ lineId, netMinor }) => {
    const found = lines.find(({ id, line }) => id === lineId && line.kind === "charge");
    if (!found || seen.has(lineId)) {
      throw new DomainError("invalid_input", "debit_note.unknown_line", "Debit each charge of the invoice once.", {
        field: lineId,
      });
    }
    if (netMinor <= 0n) {
      throw new DomainError("invalid_input", "debit_note.amount", "Give an amount above zero.", { field: lineId });
    }
    seen.add(lineId);
    return debitOf(found, netMinor, rounding);
  });
};
