import type { Route } from "next";
import { useTranslations } from "next-intl";
import { describedBy, Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { ResendButton } from "./resend-button";

export type CodeFormProps = {
  next: string;
  email: string;
  error?: string;
  /** Seconds until another mail may be asked for. */
  resendInSeconds: number;
  signInWithCode: (form: FormData) => Promise<void>;
  sendCode: (form: FormData) => Promise<void>;
};

export function CodeForm({ next, email, error, resendInSeconds, signInWithCode, sendCode }: CodeFormProps) {
  const t = useTranslations("signIn.code");
  const carried = (
    <>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="email" value={email} />
    </>
  );
  return (
    <>
      <form action={signInWithCode}>
        <h1 className="headline text-h1">{t("title")}</h1>
        <p className="mt-2 mb-7 text-text-2">
          {t.rich("lead", { mail: () => <span className="font-medium text-text">{email}</span> })}
        </p>
        {carried}
        <Field id="code" label={t("label")} error={error}>
          <Input
            id="code"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy("code", null)}
            required
            maxLength={12}
            className="min-h-14 font-mono text-h2 tracking-[0.3em] pointer-coarse:text-h2"
            autoFocus
          />
        </Field>
        <Button kind="primary" width="full" className="mt-4">
          {t("submit")}
        </Button>
      </form>
      <form action={sendCode} className="mt-6 text-text-2">
        {carried}
        <p>
          {t("noMail")}{" "}
          <ResendButton
            seconds={resendInSeconds}
            texts={{ resend: t("resend"), wait: t("wait"), after: t("seconds") }}
          />
          {t("or")}{" "}
          <Link href={`/sign-in?${new URLSearchParams({ next })}` as Route} className="link">
            {t("otherAddress")}
          </Link>
          .
        </p>
      </form>
    </>
  );
}
