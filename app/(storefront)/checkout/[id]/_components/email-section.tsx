import type { Route } from "next";
import { useTranslations } from "next-intl";
import { EmailField } from "@/components/form/email-field";
import { Field } from "@/components/form/field";
import { Link } from "@/components/ui/link";
import { signInPath } from "@/server/auth/core";
import { CheckoutSection } from "./checkout-section";
import type { CheckoutView } from "./checkout-view";

export function EmailSection({ view, error }: { view: CheckoutView; error: string | undefined }) {
  const t = useTranslations("checkout");
  const signIn = signInPath(`/checkout/${view.id}`) as Route;
  return (
    <CheckoutSection
      number={1}
      title={t("email.title")}
      aside={
        <Link href={signIn} className="link text-sm font-medium">
          {t("email.signIn")}
        </Link>
      }
    >
      <Field id="email" label={t("email.label")} hint={t("email.hint")} error={error}>
        <EmailField
          id="email"
          hint
          error={error}
          meantLabel={t("email.meant")}
          defaultValue={view.fields.email}
          data-missing={t("email.missing")}
          data-malformed={t("email.malformed")}
          required
          maxLength={254}
        />
      </Field>
    </CheckoutSection>
  );
}
