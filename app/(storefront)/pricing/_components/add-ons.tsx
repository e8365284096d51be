import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { dollarsFor } from "@/components/billing/plan-price";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import type { PricingChoice } from "../../_data/pricing-params";
import { type AddOnOffer, describedAddOn, type PricingView } from "../../_data/pricing-view";
import { controlsId } from "./pricing-controls";

function AddOnPrice({ addOn, view }: { addOn: AddOnOffer; view: PricingView }) {
  const t = useTranslations("storefront.pricing");
  const look = { currency: view.currency, dollars: dollarsFor(view) };
  const tax = { tax: view.taxLabel };
  const net = (
    <>
      <MoneyText minor={addOn.netMinor} {...look} /> {view.taxRatePercent && t("exclShort")}
    </>
  );
  const gross = (
    <>
      <MoneyText minor={addOn.grossMinor} {...look} /> {t("incl", tax)}
    </>
  );
  const isNetFirst = view.buyer === "business" || !view.taxRatePercent;
  return (
    <div className="flex items-baseline gap-x-3 sm:w-40 sm:flex-col sm:items-end">
      <p className="font-medium">{isNetFirst ? net : gross}</p>
      {view.taxRatePercent && <p className="text-sm text-text-2">{isNetFirst ? gross : net}</p>}
    </div>
  );
}

function useRhythm({ kind, quantity, quantities, perSeat }: AddOnOffer, { term }: PricingView): string {
  const t = useTranslations("storefront.pricing");
  if (kind === "one_time") return t("once");
  const isYear = term === "year";
  if (perSeat) return t(isYear ? "perYearSeats" : "perMonthSeats", { seats: quantity });
  if (quantities.length > 0) return t(isYear ? "perYearPlain" : "perMonthPlain");
  return t(isYear ? "perYearWhole" : "perMonthWhole");
}

function PackageChoice({ addOn }: { addOn: AddOnOffer }) {
  const t = useTranslations("storefront.pricing");
  return (
    <div className="w-36">
      <Select
        name="gb"
        form={controlsId}
        aria-label={t("howMuch", { name: addOn.name })}
        key={addOn.quantity}
        defaultValue={addOn.quantity}
      >
        {addOn.quantities.map((gb) => (
          <option key={gb} value={gb}>
            {t("gb", { gb })}
          </option>
        ))}
      </Select>
    </div>
  );
}

function AddOnRow({ addOn, view, choice }: { addOn: AddOnOffer; view: PricingView; choice: PricingChoice }) {
  const t = useTranslations("storefront.pricing");
  const id = `add-on-${addOn.key}`;
  const described = describedAddOn(addOn.key);
  const rhythm = useRhythm(addOn, view);
  return (
    <li className="flex items-start gap-6 border-t border-border py-5 last:border-b sm:items-center">
      {addOn.priceMissing ? (
        <span className="size-6 shrink-0" />
      ) : (
        <Checkbox
          id={id}
          name="addOns"
          value={addOn.key}
          form={controlsId}
          defaultChecked={choice.addOns.includes(addOn.key)}
          aria-describedby={`${id}-about`}
        />
      )}
      <div className="flex flex-1 flex-wrap items-center gap-x-10 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <label htmlFor={id} className="font-medium">
            {addOn.name}
          </label>
          <p id={`${id}-about`} className="text-text-2">
            {described && t(`addOns.${described}`)}
          </p>
        </div>
        {addOn.priceMissing ? (
          <p className="text-sm text-text-2">{t("notSold", { currency: view.currency })}</p>
        ) : (
          <>
            {addOn.quantities.length > 0 && <PackageChoice addOn={addOn} />}
            <p className="text-sm text-text-3 max-sm:basis-full">{rhythm}</p>
            <AddOnPrice addOn={addOn} view={view} />
          </>
        )}
      </div>
    </li>
  );
}

export function AddOns({ view, choice }: { view: PricingView; choice: PricingChoice }) {
  const t = useTranslations("storefront.pricing");
  return (
    <section aria-labelledby="add-ons" className="mt-14 sm:mt-24">
      <h2 id="add-ons" className="headline text-h1">
        {t("addOnsTitle")}
      </h2>
      <ul className="mt-6">
        {view.addOns.map((addOn) => (
          <AddOnRow key={addOn.key} addOn={addOn} view={view} choice={choice} />
        ))}
      </ul>
      <p role="status" className="mt-4 text-sm text-text-2">
        {choice.addOns.length > 0 && t("addOnsChosen", { count: choice.addOns.length })}
      </p>
      <noscript>
        <Button form={controlsId}>{t("update")}</Button>
      </noscript>
    </section>
  );
}
