import { ChevronDown, CreditCard, FileText, House, Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { NavDisclosure } from "@/components/layout/nav-disclosure";
import { NavLink } from "@/components/layout/nav-link";

const rooms = [
  { key: "overview", href: "/account", icon: House, exact: true },
  { key: "cards", href: "/account/payment-methods", icon: CreditCard, exact: false },
  { key: "credit", href: "/account/credit", icon: Wallet, exact: false },
  { key: "invoices", href: "/account/invoices", icon: FileText, exact: false },
] as const;

const item =
  "group/nav flex min-h-11 items-center gap-3 rounded-control px-3 text-sm font-medium text-text-2 no-underline hover:text-text aria-[current=page]:bg-current-room aria-[current=page]:font-semibold aria-[current=page]:text-text";

type Room = (typeof rooms)[number];

function Rooms({ rooms: shown }: { rooms: readonly Room[] }) {
  const t = useTranslations("account.nav");
  return shown.map(({ key, href, icon: Icon, exact }) => (
    <NavLink key={key} href={href} exact={exact} className={item}>
      <Icon aria-hidden size={18} strokeWidth={1.75} className="group-aria-[current=page]/nav:text-brand" />
      {t(key)}
    </NavLink>
  ));
}

export function PortalNav({ mayReadMoney }: { mayReadMoney: boolean }) {
  const t = useTranslations("account.nav");
  const shown = rooms.filter(({ key }) => mayReadMoney || key === "overview");
  return (
    <>
      <nav aria-label={t("label")} className="flex flex-col gap-0.5 max-nav:hidden">
        <Rooms rooms={shown} />
      </nav>
      <nav aria-label={t("label")} className="nav:hidden">
        <NavDisclosure
          label={t("label")}
          items={shown.map(({ key, href }) => ({ href, label: t(key) }))}
          icon={<ChevronDown aria-hidden size={18} strokeWidth={1.75} />}
        >
          <Rooms rooms={shown} />
        </NavDisclosure>
      </nav>
    </>
  );
}
