import type { Route } from "next";
import { useTranslations } from "next-intl";
import { LegalLinks } from "@/components/layout/legal-links";
import { Logo } from "@/components/layout/logo";
import { SellerLine, type SellerPlace } from "@/components/layout/seller-line";
import { Link } from "@/components/ui/link";

type ReducedHeaderProps = { link?: { href: string; label: string } };

export function ReducedHeader({ link }: ReducedHeaderProps) {
  const t = useTranslations("storefront.header");
  return (
    <header className="border-b border-border">
      <div className="mx-auto flex h-16 max-w-[1248px] items-center justify-between px-5 sm:h-[71px] sm:px-6">
        <Link href={"/" as Route} aria-label={t("home")} className="flex text-text">
          <Logo />
        </Link>
        {link && (
          <Link
            href={link.href as Route}
            className="inline-flex min-h-11 items-center font-medium text-text-2 no-underline hover:text-text"
          >
            {link.label}
          </Link>
        )}
      </div>
    </header>
  );
}

export function ReducedFooter({ seller }: { seller?: SellerPlace }) {
  const brand = useTranslations("brand");
  const link = "inline-flex min-h-6 items-center text-text-2 no-underline hover:text-text hover:underline";
  return (
    <footer className="border-t border-border text-sm text-text-3">
      <div className="mx-auto flex max-w-[1248px] flex-wrap items-center justify-between gap-x-12 gap-y-4 px-5 py-6 sm:px-6">
        {seller ? <SellerLine seller={seller} /> : <p>{brand("line")}</p>}
        <nav className="flex gap-7">
          <LegalLinks className={link} />
        </nav>
      </div>
    </footer>
  );
}
