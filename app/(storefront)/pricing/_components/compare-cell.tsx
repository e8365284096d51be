import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { tableRoles } from "@/components/ui/table-roles";

export function CompareCell({ value, isFitting }: { value: string; isFitting: boolean }) {
  const t = useTranslations("storefront.pricing.compare");
  return (
    <td
      {...tableRoles.cell}
      className={clsx(
        "py-3 text-text-2 max-md:pb-3 max-md:text-sm md:px-4",
        isFitting && "text-text md:bg-brand-soft/45",
      )}
    >
      {value === "yes" && (
        <Check role="img" aria-label={t("included")} size={18} strokeWidth={2} className="text-brand" />
      )}
      {value === "no" && (
        <>
          <span aria-hidden>–</span>
          <span className="sr-only">{t("notIncluded")}</span>
        </>
      )}
      {value !== "yes" && value !== "no" && value}
    </td>
  );
}
