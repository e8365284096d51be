import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { Spinner } from "@/components/ui/spinner";

export function FramedReturn() {
  const t = useTranslations("confirm");
  return (
    <PageMain page="P7" state="partial" className="flex flex-1 items-center justify-center gap-3 p-6 text-text-2">
      <Spinner />
      <p>{t("framed")}</p>
    </PageMain>
  );
}
