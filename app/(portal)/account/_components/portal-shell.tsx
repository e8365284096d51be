import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LegalLinks } from "@/components/layout/legal-links";
import { Logo, Mark } from "@/components/layout/logo";
import { SellerLine } from "@/components/layout/seller-line";
import { SkipLink } from "@/components/layout/skip-link";
import type { Theme } from "@/components/layout/theme";
import { type SignedInUser, UserPanel } from "@/components/layout/user-panel";
import { Link } from "@/components/ui/link";
import { AccountSwitcher } from "./account-switcher";
import { PortalNav } from "./portal-nav";
import { type Recovery, RecoveryBanner } from "./recovery-banner";

export type PortalShellProps = {
  user: SignedInUser;
  account: { name: string };
  /** Every account this person may act for, the one at hand first or not. */
  accounts: ReadonlyArray<{ id: string; name: string; isCurrent: boolean }>;
  /** What is owed and overdue or declined; null where nothing is, or where the reader may not see amounts. */
  recovery: Recovery | null;
  mayReadMoney: boolean;
  seller: { name: string; city: string };
  theme: Theme;
  signOut: () => Promise<void>;
};

function PortalHeader({
  user,
  account,
  accounts,
  theme,
  signOut,
}: Omit<PortalShellProps, "seller" | "mayReadMoney" | "recovery">) {
  const t = useTranslations("account.header");
  return (
    <header className="border-b border-border bg-surface print:hidden">
      <div className="mx-auto flex h-16 max-w-[1280px] items-center px-5 nav:px-8">
        <Link href={"/account" as Route} aria-label={t("home")} className="flex text-text nav:w-64">
          <Logo className="max-sm:hidden" />
          <Mark className="h-6 w-[18px] text-brand sm:hidden" />
        </Link>
        <div className="flex min-w-0 flex-1 pl-4 nav:pl-0">
          <AccountSwitcher name={account.name} accounts={accounts} />
        </div>
        <UserPanel user={user} place="header" density="account" theme={theme} signOut={signOut} />
      </div>
    </header>
  );
}

export function PortalShell({
  children,
  seller,
  mayReadMoney,
  recovery,
  ...header
}: PortalShellProps & { children: ReactNode }) {
  const link = "inline-flex min-h-6 items-center text-text-2 no-underline hover:text-text hover:underline";
  return (
    <div data-density="account" className="flex min-h-dvh flex-col">
      <SkipLink />
      <PortalHeader {...header} />
      {recovery && <RecoveryBanner recovery={recovery} />}
      <div className="mx-auto grid w-full max-w-[1280px] flex-1 content-start gap-x-12 gap-y-6 px-5 pt-4 pb-24 nav:grid-cols-[208px_minmax(0,1fr)] nav:px-8 nav:pt-10">
        <div className="print:hidden nav:-ml-3">
          <PortalNav mayReadMoney={mayReadMoney} />
        </div>
        {children}
      </div>
      <footer className="border-t border-border text-sm text-text-3 print:hidden">
        <div className="mx-auto flex max-w-[1280px] flex-wrap items-center justify-between gap-x-12 gap-y-4 px-5 py-6 nav:px-8">
          <SellerLine seller={seller} />
          <nav className="flex gap-7">
            <LegalLinks className={link} />
          </nav>
        </div>
      </footer>
    </div>
  );
}
