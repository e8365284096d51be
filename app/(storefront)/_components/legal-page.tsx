import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import type legal from "@/messages/en/legal.json";
import { ReducedFooter, ReducedHeader } from "./reduced-frame";

type LegalText = typeof legal;

type LegalPageProps<Page extends keyof LegalText> = {
  page: Page;
  sections: ReadonlyArray<keyof LegalText[Page] & string>;
};

export function LegalPage<Page extends keyof LegalText>({ page, sections }: LegalPageProps<Page>) {
  const t = useTranslations("legal");
  const header = useTranslations("storefront.header");
  const say = (key: string) => t(key as Parameters<typeof t>[0]);
  return (
    <>
      <ReducedHeader link={{ href: "/pricing", label: header("pricing") }} />
      <PageMain page={page} className="mx-auto w-full max-w-[1248px] flex-1 px-5 py-12 sm:px-6 sm:py-20">
        <h1 className="headline text-display">{say(`${page}.title`)}</h1>
        <p className="mt-4 max-w-[60ch] text-lead text-text-2">{say(`${page}.lead`)}</p>
        <div className="mt-12 flex flex-col border-b border-border">
          {sections.map((section) => (
            <section key={section} className="grid gap-x-6 gap-y-2 border-t border-border py-7 md:grid-cols-12">
              <h2 className="text-h3 font-semibold md:col-span-4">{say(`${page}.${section}.title`)}</h2>
              <p className="max-w-[68ch] whitespace-pre-line text-text-2 md:col-span-8">
                {say(`${page}.${section}.body`)}
              </p>
            </section>
          ))}
        </div>
      </PageMain>
      <ReducedFooter />
    </>
  );
}
