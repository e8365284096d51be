import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { ReducedFooter, ReducedHeader } from "./reduced-frame";

/** What the store shows of a company that has no seller yet, or nothing to sell. */
export function NothingOnSale({ page }: { page: string }) {
  const t = useTranslations("setup.nothing");
  const header = useTranslations("storefront.header");
  return (
    <>
      <ReducedHeader link={{ href: "/sign-in", label: header("signIn") }} />
      <PageMain page={page} state="empty" className="mx-auto w-full max-w-[1248px] flex-1 px-5 py-16 sm:px-6 sm:py-24">
        <h1 className="headline text-h1">{t("title")}</h1>
        <p className="mt-3 max-w-[52ch] text-lead text-text-2">{t("body")}</p>
      </PageMain>
      <ReducedFooter />
    </>
  );
}
