import { clsx } from "clsx";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { Link } from "@/components/ui/link";

export type StoreHeaderProps = {
  current?: "pricing";
  viewer: { isSignedIn: boolean };
  countryControl?: ReactNode;
};

const item = "inline-flex min-h-11 items-center font-medium text-text-2 no-underline hover:text-text";
const itemCurrent = "text-text shadow-[inset_0_-2px_0_-0px_var(--brand)]";

export function StoreHeader({ current, viewer, countryControl }: StoreHeaderProps) {
  const t = useTranslations("storefront.header");
  const own = viewer.isSignedIn ? ({ href: "/account", label: t("account") } as const) : null;
  return (
    <header className="border-b border-border">
      <nav
        aria-label={t("label")}
        className="mx-auto flex h-16 max-w-[1248px] items-center gap-4 px-5 sm:h-[71px] sm:gap-8 sm:px-6"
      >
        <Link href={"/" as Route} aria-label={t("home")} className="flex text-text">
          <Logo className="max-sm:gap-2" />
        </Link>
        <div className="flex flex-1 items-center gap-7">
          <Link href={"/" as Route} className={clsx(item, "max-sm:hidden")}>
            {t("desk")}
          </Link>
          <Link
            href={"/pricing" as Route}
            aria-current={current === "pricing" ? "page" : undefined}
            className={clsx(item, current === "pricing" && "text-text")}
          >
            <span className={clsx("py-1", current === "pricing" && itemCurrent)}>{t("pricing")}</span>
          </Link>
        </div>
        {countryControl}
        <Link href={(own?.href ?? "/sign-in") as Route} className={item}>
          {own?.label ?? t("signIn")}
        </Link>
      </nav>
    </header>
  );
}
