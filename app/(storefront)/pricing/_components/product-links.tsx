import { clsx } from "clsx";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { type PricingChoice, pricingHref } from "../../_data/pricing-params";
import type { PricingView } from "../../_data/pricing-view";

/** Each product has a price list of its own; what else was chosen goes along. */
export function ProductLinks({ view, choice }: { view: PricingView; choice: PricingChoice }) {
  const t = useTranslations("storefront.pricing");
  if (view.products.length < 2) return null;
  return (
    <nav aria-label={t("products")} className="mt-6 flex flex-wrap gap-2">
      {view.products.map(({ key, name }) => {
        const isCurrent = key === view.product.key;
        return (
          <Link
            key={key}
            href={pricingHref(choice, { product: key }) as Route}
            aria-current={isCurrent ? "page" : undefined}
            className={clsx(
              "inline-flex min-h-11 items-center rounded-control border px-4 font-medium no-underline",
              isCurrent
                ? "border-brand bg-brand-soft text-brand"
                : "border-border bg-surface text-text-2 hover:text-text",
            )}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
