import { useTranslations } from "next-intl";
import { Logo } from "@/components/layout/logo";
import { PageMain } from "@/components/layout/page-main";
import type { Country } from "@/server/orders";
import { SetupForm, type SetupFormProps } from "./setup-form";
import { type SetupWords, setupLabels } from "./setup-words";

type SetupScreenProps = { countries: readonly Country[]; makeCompany: SetupFormProps["makeCompany"] };

export function SetupScreen({ countries, makeCompany }: SetupScreenProps) {
  const t = useTranslations("setup");
  const words = Object.fromEntries(setupLabels.map((label) => [label, t(label)])) as SetupWords;
  return (
    <>
      <header className="mx-auto flex h-16 w-full max-w-[640px] items-center px-5 sm:h-[76px]">
        <Logo />
      </header>
      <PageMain page="S1" className="mx-auto w-full max-w-[640px] flex-1 px-5 pt-6 pb-16 sm:pt-10">
        <h1 className="headline text-h1">{t("title")}</h1>
        <p className="mt-2 mb-4 text-text-2">{t("lead")}</p>
        <SetupForm countries={countries} makeCompany={makeCompany} words={words} />
      </PageMain>
    </>
  );
}
