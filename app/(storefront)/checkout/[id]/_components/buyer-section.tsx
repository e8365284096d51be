import { useTranslations } from "next-intl";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { CheckoutSection } from "./checkout-section";
import type { CheckoutField, CheckoutView } from "./checkout-view";

type BuyerSectionProps = { view: CheckoutView; errorOf: (field: CheckoutField) => string | undefined };

function BusinessFields({ view, errorOf }: BusinessProps) {
  const t = useTranslations("checkout.buyer");
  const { fields, taxIdStatus } = view;
  const shared = (field: "company" | "addressLine" | "postcode" | "city") => ({
    id: field,
    label: t(field),
    defaultValue: fields[field],
    error: errorOf(field),
    maxLength: 200,
    "data-missing": t(`missing.${field}`),
  });
  return (
    <>
      <div className="sm:col-span-2">
        <TextField {...shared("company")} autoComplete="organization" required />
      </div>
      <div className="sm:col-span-2">
        <TextField
          id="taxId"
          label={t("taxId")}
          hint={t(`taxIdHint.${taxIdStatus}`, { country: view.country.name, form: view.taxIdForm })}
          defaultValue={fields.taxId}
          error={errorOf("taxId")}
          maxLength={40}
          spellCheck={false}
          autoCapitalize="characters"
          data-affects-total
        />
      </div>
      <div className="sm:col-span-2">
        <TextField {...shared("addressLine")} autoComplete="street-address" required />
      </div>
      <TextField {...shared("postcode")} autoComplete="postal-code" required maxLength={20} />
      <TextField {...shared("city")} autoComplete="address-level2" required maxLength={100} />
    </>
  );
}

type BusinessProps = BuyerSectionProps;

export function BuyerSection({ view, errorOf }: BuyerSectionProps) {
  const t = useTranslations("checkout.buyer");
  return (
    <CheckoutSection number={2} title={t("title")}>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <div data-affects-total>
          <Segmented
            legend={t("buyingFor")}
            name="buyer"
            value={view.buyer}
            options={[
              { value: "personal", label: t("personal") },
              { value: "business", label: t("business") },
            ]}
          />
        </div>
        <div data-affects-total>
          <SelectField
            id="country"
            label={t("country")}
            autoComplete="country"
            defaultValue={view.country.code}
            error={errorOf("country")}
          >
            {view.countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        {view.buyer === "business" && <BusinessFields view={view} errorOf={errorOf} />}
      </div>
      <noscript>
        <div className="mt-5">
          <Button formAction={`/checkout/${view.id}/details`} formNoValidate>
            {t("update")}
          </Button>
        </div>
      </noscript>
    </CheckoutSection>
  );
}
