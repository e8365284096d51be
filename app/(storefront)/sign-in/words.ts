import { createTranslator } from "use-intl/core";
import signInAnswers from "@/messages/en/sign-in-answers.json";
import type { SignInParams } from "./search-params";

export const words = createTranslator({
  locale: "en-GB",
  messages: { signInAnswers },
  namespace: "signInAnswers",
});

type Field = "email" | "code" | "password";

const ofPassword = ["password_wrong", "demo_off"];
const ofCode = ["code_malformed", "code_wrong", "code_over"];

/** What went wrong, beside the field that can mend it. */
export const errorsOf = ({ error, count, step }: SignInParams): Partial<Record<Field, string>> => {
  if (!error) return {};
  const minutes = Math.max(1, Math.ceil(count / 60));
  const message = words(error, { count, minutes });
  if (ofPassword.includes(error)) return { password: message };
  return ofCode.includes(error) || step === "code" ? { code: message } : { email: message };
};
