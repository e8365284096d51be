"use client";

import { Lock } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { formatMoney } from "@/components/billing/format-money";
import { isDomainError, parseMoney } from "@/server/kernel";
import type { CardFields } from "../../../_card/card-frame";
import { PayIsland, type PayTexts } from "../../../_card/pay-island";

type PayByCardProps = {
  formId: string;
  payUrl: string;
  idempotencyKey: string;
  balanceMinor: bigint;
  currency: string;
  cardFields: CardFields;
  placeholder: ReactNode;
  /** Where somebody may pay less than all. */
  part: ReactNode;
  note: ReactNode;
  /** The button names the amount, or does not where what was typed is none. */
  texts: PayTexts & { payAmount: string };
};

/** The gateway's fields and a button that names what it takes. */
export function PayByCard({ balanceMinor, currency, part, note, texts, ...order }: PayByCardProps) {
  const [minor, setMinor] = useState<bigint | null>(balanceMinor);
  const { formId } = order;

  useEffect(() => {
    const form = document.getElementById(formId);
    const onInput = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.name === "amount") setMinor(readAmount(target.value, currency));
    };
    form?.addEventListener("input", onInput);
    return () => form?.removeEventListener("input", onInput);
  }, [formId, currency]);

  const pay = minor === null ? texts.pay : texts.payAmount.replace("{amount}", formatMoney(minor, currency));
  return (
    <PayIsland
      {...order}
      ground="bg-surface"
      previewId=""
      texts={{ ...texts, pay }}
      consent={part}
      note={
        <p className="mt-4 flex items-start justify-center gap-2 text-sm text-text-3">
          <Lock aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          {note}
        </p>
      }
    />
  );
}

const readAmount = (text: string, currency: string): bigint | null => {
  try {
    const { minor } = parseMoney(text.replace(",", "."), currency);
    return minor > 0n ? minor : null;
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
};
