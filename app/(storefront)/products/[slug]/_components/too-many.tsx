import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { PricingView } from "../../../_data/pricing-view";
import { usedMax } from "../estimate-params";
import { writeCount } from "./known-words";

/** Beyond what the price list is made for somebody makes a quote, with what was asked written down already. */
export function TooMany({ view, used }: { view: PricingView; used: string }) {
  const t = useTranslations("storefront.product.tooMany");
  const brand = useTranslations("brand");
  const subject = encodeURIComponent(t("subject", { product: view.product.name, used }));
  return (
    <div className="mt-6">
      <Notice
        tone="info"
        icon={<Info aria-hidden size={20} strokeWidth={1.75} />}
        title={t("title", { max: writeCount(usedMax) })}
      >
        {t("body")}{" "}
        <a className="link" href={`mailto:${brand("mail")}?subject=${subject}`}>
          {t("link")}
        </a>
      </Notice>
    </div>
  );
}
