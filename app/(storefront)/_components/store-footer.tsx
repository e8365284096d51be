import type { Route } from "next";
import { useTranslations } from "next-intl";
import { LegalLinks } from "@/components/layout/legal-links";
import { Logo } from "@/components/layout/logo";
import { cityWithoutPostcode } from "@/components/layout/seller-line";
import { Link } from "@/components/ui/link";

export type StoreFooterProps = {
  seller: { name: string; city: string };
  currency: string;
  countryName: string;
  taxLabel: string;
  taxRatePercent: string | null;
};

export function StoreFooter({ seller, currency, countryName, taxLabel, taxRatePercent }: StoreFooterProps) {
  const t = useTranslations("storefront.footer");
  const brand = useTranslations("brand");
  const link = "inline-flex min-h-6 items-center text-sm text-text-2 no-underline hover:text-text hover:underline";
  return (
    <footer className="border-t border-border">
      <div className="mx-auto max-w-[1248px] px-5 pt-12 pb-14 sm:px-6">
        <div className="flex flex-wrap items-start justify-between gap-x-12 gap-y-5">
          <div>
            <Logo className="max-xs:hidden" />
            <p className="mt-5 max-w-[380px] text-sm text-text-2">
              {brand("line")} {t("questions")}{" "}
              <a href={`mailto:${brand("mail")}`} className="link">
                {brand("mail")}
              </a>
            </p>
          </div>
          <nav aria-label={t("label")} className="flex flex-wrap gap-x-7 gap-y-3">
            <Link href={"/pricing" as Route} className={link}>
              {t("pricing")}
            </Link>
            <Link href={"/sign-in" as Route} className={link}>
              {t("signIn")}
            </Link>
            <LegalLinks className={link} />
          </nav>
        </div>
        <div className="mt-8 flex flex-wrap justify-between gap-x-12 gap-y-2 border-t border-border pt-6 text-sm text-text-3">
          <p>{t("seller", { seller: seller.name, city: cityWithoutPostcode(seller.city), currency })}</p>
          <p>
            {taxRatePercent
              ? t("pricesWithTax", { country: countryName, tax: taxLabel, rate: taxRatePercent })
              : t("prices", { country: countryName })}
          </p>
        </div>
      </div>
    </footer>
  );
}
