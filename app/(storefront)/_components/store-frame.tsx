import type { ReactNode } from "react";
import type { PricingView } from "../_data/pricing-view";
import { CountryControl } from "./country-control";
import { StoreFooter } from "./store-footer";
import { StoreHeader, type StoreHeaderProps } from "./store-header";

type StoreFrameProps = Pick<StoreHeaderProps, "current" | "viewer"> & {
  view: PricingView;
  /** Where the country control sends its choice, and what it keeps on the way. */
  path: string;
  keep: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** The header and footer of pages with prices; pages render it, as only they know the address that it shows. */
export function StoreFrame({ view, path, keep, children, ...header }: StoreFrameProps) {
  const { countries, currency, seller, taxLabel, taxRatePercent } = view;
  const country = { ...view.country, currency };
  return (
    <>
      <StoreHeader
        {...header}
        countryControl={<CountryControl action={path} country={country} countries={countries} keep={keep} />}
      />
      {children}
      <StoreFooter
        seller={seller}
        currency={currency}
        countryName={country.name}
        taxLabel={taxLabel}
        taxRatePercent={taxRatePercent}
      />
    </>
  );
}
