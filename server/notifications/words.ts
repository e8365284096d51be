import { createTranslator } from "use-intl/core";
import declines from "@/messages/en/declines.json";
import mail from "@/messages/en/mail.json";
import type { DeclineReason } from "@/server/payments/core";

export const language = "en";

/** The words of every mail, from the same catalogs as the screens. */
export const words = createTranslator({ locale: "en-GB", messages: { mail }, namespace: "mail" });

/** Why a card was declined, what that means for the money, and what to do: as the checkout says it. */
export const declineWords: Readonly<Record<DeclineReason, string>> = declines;
