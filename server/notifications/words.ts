import { createTranslator } from "use-intl/core";
import mail from "@/messages/en/mail.json";

export const language = "en";

/** The words of every mail, from the same catalog as the screens. */
export const words = createTranslator({ locale: "en-GB", messages: { mail }, namespace: "mail" });
