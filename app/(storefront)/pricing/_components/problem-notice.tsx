import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

/** Why somebody who came from a mailed link, or chose a plan without scripts, is on this page again. */
export function ProblemNotice({ problem }: { problem: string | undefined }) {
  const t = useTranslations("storefront.pricing.problem");
  if (!problem) return null;
  const key = problem === "link_expired" ? "linkExpired" : "refused";
  return (
    <div role="alert">
      <Notice
        tone="warning"
        icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />}
        title={t(`${key}.title`)}
        className="mb-8"
      >
        {t(`${key}.body`)}
      </Notice>
    </div>
  );
}
