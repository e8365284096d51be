import { useTranslations } from "next-intl";
import { AutoForm } from "@/components/form/auto-form";
import { SelectField } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { NumberStepper } from "@/components/ui/number-stepper";
import { Segmented } from "@/components/ui/segmented";
import { type PricingChoice, pricingHref, seatsMax } from "../../_data/pricing-params";
import type { PricingView } from "../../_data/pricing-view";
import { CopyLink } from "./copy-link";

type PricingControlsProps = { view: PricingView; choice: PricingChoice };

export const controlsId = "pricing-controls";

export function PricingControls({ view, choice }: PricingControlsProps) {
  const t = useTranslations("storefront.pricing");
  const { seats, term, buyer, country, currency } = view;
  const ownCurrency = view.countries.find(({ code }) => code === country.code)?.currency;
  const product = view.product.key;
  const values = {
    ...{ product, seats: String(seats), term, buyer, country: country.code },
    ...{ addOns: choice.addOns.join(" "), gb: String(choice.gb ?? "") },
  };
  const exact = pricingHref({ ...choice, product, seats, term, buyer, country: country.code, ccy: currency });
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <AutoForm
        id={controlsId}
        action="/pricing"
        values={values}
        className="grid grid-cols-2 gap-x-3 gap-y-4 max-sm:w-full sm:flex sm:flex-wrap sm:gap-x-6"
      >
        <input type="hidden" name="product" value={product} />
        {view.unit ? (
          <div className="sm:w-40">
            <NumberStepper
              id="seats"
              name="seats"
              label={t(`units.${view.unit}.label`)}
              lessLabel={t(`units.${view.unit}.less`)}
              moreLabel={t(`units.${view.unit}.more`)}
              value={seats}
              min={1}
              max={seatsMax}
            />
          </div>
        ) : (
          <input type="hidden" name="seats" value={seats} />
        )}
        <div className="sm:w-56">
          <Segmented
            legend={t("paid")}
            name="term"
            value={term}
            options={[
              { value: "month", label: t("monthly") },
              { value: "year", label: t("yearly") },
            ]}
          />
        </div>
        <div className="sm:w-60">
          <Segmented
            legend={t("buyingAs")}
            name="buyer"
            value={buyer}
            options={[
              { value: "business", label: t("business") },
              { value: "personal", label: t("personal") },
            ]}
          />
        </div>
        <div className="sm:w-58">
          <SelectField id="country" label={t("country")} defaultValue={country.code} data-resets="ccy">
            {view.countries.map(({ code, name, currency: own }) => (
              <option key={code} value={code}>{`${name}, ${own}`}</option>
            ))}
          </SelectField>
        </div>
        {currency !== ownCurrency && <input type="hidden" name="ccy" value={currency} />}
        <noscript>
          <Button>{t("update")}</Button>
        </noscript>
      </AutoForm>
      <CopyLink href={exact} label={t("copyLink")} doneLabel={t("copied")} />
    </div>
  );
}
