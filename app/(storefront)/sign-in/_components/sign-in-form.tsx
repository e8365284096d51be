import type { Route } from "next";
import { useTranslations } from "next-intl";
import { EmailField } from "@/components/form/email-field";
import { Field } from "@/components/form/field";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

export type SignInFormProps = {
  /** Where to go afterwards: an address of this site. */
  next: string;
  email: string;
  errors: { email?: string; password?: string };
  /** Whether the demo's shared password is on offer. */
  hasDemoPassword: boolean;
  sendCode: (form: FormData) => Promise<void>;
  signInWithPassword: (form: FormData) => Promise<void>;
};

function DemoPassword({ error, action }: { error: string | undefined; action: SignInFormProps["signInWithPassword"] }) {
  const t = useTranslations("signIn.demo");
  return (
    <section aria-labelledby="demo" className="mt-10 border-t border-border pt-6">
      <h2 id="demo" className="font-semibold">
        {t("title")}
      </h2>
      <p className="mt-1 text-sm text-text-2">{t("body")}</p>
      <div className="mt-4 grid items-end gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TextField
          id="password"
          label={t("label")}
          type="password"
          autoComplete="current-password"
          error={error}
          maxLength={200}
        />
        <Button formAction={action}>{t("submit")}</Button>
      </div>
    </section>
  );
}

export function SignInForm({ next, email, errors, hasDemoPassword, sendCode, signInWithPassword }: SignInFormProps) {
  const t = useTranslations("signIn");
  return (
    <form action={sendCode}>
      <h1 className="headline text-h1">{t("title")}</h1>
      <p className="mt-2 mb-7 max-w-[38ch] text-text-2">{t("lead")}</p>
      <input type="hidden" name="next" value={next} />
      <Field id="email" label={t("email")} error={errors.email}>
        <EmailField
          id="email"
          error={errors.email}
          meantLabel={t("meant")}
          defaultValue={email}
          required
          maxLength={254}
          autoFocus
        />
      </Field>
      <Button kind="primary" width="full" className="mt-4">
        {t("continue")}
      </Button>
      {hasDemoPassword && <DemoPassword error={errors.password} action={signInWithPassword} />}
      <p className="mt-8 text-text-2">
        {t("noAccount")}{" "}
        <Link href={"/pricing" as Route} className="link">
          {t("buy")}
        </Link>
        .
      </p>
    </form>
  );
}
