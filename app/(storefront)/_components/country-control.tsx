import { ChevronDown, Globe } from "lucide-react";
import { useTranslations } from "next-intl";
import { AutoForm } from "@/components/form/auto-form";
import { Button } from "@/components/ui/button";

export type Country = { code: string; name: string; currency: string };

type CountryControlProps = {
  action: string;
  country: Country;
  countries: readonly Country[];
  /** What else the address says, so that choosing a country keeps it. */
  keep: Readonly<Record<string, string>>;
};

export function CountryControl({ action, country, countries, keep }: CountryControlProps) {
  const t = useTranslations("storefront.header");
  return (
    <AutoForm id="header-country" action={action} values={{ country: country.code, ...keep }} className="flex gap-2">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} defaultValue={value} />
      ))}
      <label className="relative inline-flex min-h-11 items-center gap-2 rounded-control font-medium text-text-2 hover:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus">
        <span className="sr-only">{t("country")}</span>
        <Globe aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
        <span aria-hidden className="sm:hidden">
          {country.code}
        </span>
        <span aria-hidden className="max-sm:hidden">{`${country.name}, ${country.currency}`}</span>
        <ChevronDown aria-hidden size={16} strokeWidth={1.75} className="max-sm:hidden" />
        <select
          name="country"
          defaultValue={country.code}
          data-resets="ccy"
          className="absolute inset-0 w-full cursor-pointer appearance-none bg-surface text-text opacity-0"
        >
          {countries.map(({ code, name, currency }) => (
            <option key={code} value={code}>{`${name}, ${currency}`}</option>
          ))}
        </select>
      </label>
      <noscript>
        <Button size="small">{t("changeCountry")}</Button>
      </noscript>
    </AutoForm>
  );
}
