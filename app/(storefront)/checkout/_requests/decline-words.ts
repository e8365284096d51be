import { getTranslations } from "next-intl/server";
import type { DeclineReason } from "@/server/payments/core";

// Where the card form can say it beside the field that was wrong.
const fieldOf: Readonly<Partial<Record<DeclineReason, string>>> = {
  wrong_security_code: "code",
  expired_card: "expiry",
  insufficient_funds: "number",
  bank_declined: "number",
};

export const declineFieldOf = (reason: string): { field?: string } => {
  const field = fieldOf[reason as DeclineReason];
  return field ? { field } : {};
};

export const declineWords = async (reason: string): Promise<string> => {
  const t = await getTranslations("declines");
  return t(reason as DeclineReason);
};
