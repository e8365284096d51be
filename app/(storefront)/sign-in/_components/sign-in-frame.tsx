import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LegalLinks } from "@/components/layout/legal-links";
import { Logo, Mark } from "@/components/layout/logo";
import { PageMain } from "@/components/layout/page-main";
import { SellerLine } from "@/components/layout/seller-line";
import { Link } from "@/components/ui/link";

type SignInFrameProps = { seller: { name: string; city: string }; isCentered?: boolean; children: ReactNode };

export function SignInFrame({ seller, isCentered = false, children }: SignInFrameProps) {
  const t = useTranslations("signIn");
  const header = useTranslations("storefront.header");
  const link = "inline-flex min-h-6 items-center text-text-2 no-underline hover:text-text hover:underline";
  return (
    <div className="grid flex-1 md:grid-cols-[560px_minmax(0,1fr)]">
      <div className="flex min-h-dvh flex-col px-5 md:px-10">
        <header className="flex h-16 items-center md:h-[76px]">
          <Link href={"/" as Route} aria-label={header("home")} className="flex text-text">
            <Logo />
          </Link>
        </header>
        <PageMain
          page="P9"
          className={`flex w-full max-w-[400px] flex-1 flex-col pt-9 pb-10 ${isCentered ? "md:justify-center md:pt-0" : "md:pt-14"}`}
        >
          {children}
        </PageMain>
        <footer className="flex max-w-[400px] flex-wrap items-center justify-between gap-x-6 gap-y-4 pt-4 pb-8 text-sm text-text-3">
          <SellerLine seller={seller} />
          <nav className="flex gap-6">
            <LegalLinks className={link} />
          </nav>
        </footer>
      </div>
      <div className="relative flex flex-col overflow-hidden rounded-tl-[160px] bg-post p-18 pb-18 text-on-post max-md:hidden">
        <Mark className="absolute top-24 right-[14%] h-[278px] w-[208px] opacity-16" />
        <p className="headline mt-auto max-w-[14.5em] text-h1 font-medium">{t("panel")}</p>
      </div>
    </div>
  );
}
