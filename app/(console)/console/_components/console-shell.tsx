import { House, Landmark, type LucideIcon, Menu, ReceiptText, Settings, Tags, Users } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { SkipLink } from "@/components/layout/skip-link";
import type { Theme } from "@/components/layout/theme";
import { type SignedInUser, UserPanel } from "@/components/layout/user-panel";
import { Link } from "@/components/ui/link";
import { type BusinessClock, ClockBar } from "./clock-bar";
import { ConsoleNav, type NavGroup } from "./console-nav";
import { type ConsoleRoom, roomHrefs } from "./console-rooms";
import type { PaletteRoom } from "./palette-options";
import { Rail } from "./rail";
import { SearchPalette, type SearchPaletteWords } from "./search-palette";
import { Shortcuts, type ShortcutsWords } from "./shortcuts";
import type { GoTo } from "./use-shell-keys";

export type ConsoleShellProps = {
  user: SignedInUser & { roleName: string };
  /** The rooms this person may open; the others are not shown. */
  rooms: readonly ConsoleRoom[];
  /** Null while business time is real time. */
  clock: BusinessClock | null;
  hasSingleKeys: boolean;
  mayStartRuns: boolean;
  theme: Theme;
  signOut: () => Promise<void>;
  switchKeys: (isOn: boolean) => Promise<void>;
};

const goToKeys: Partial<Record<ConsoleRoom, string>> = {
  home: "h",
  accounts: "c",
  invoices: "i",
  billingRuns: "r",
  ledger: "j",
};

const groups = [
  { key: "home", icon: House, rooms: ["home"] },
  { key: "customers", icon: Users, rooms: ["accounts"] },
  { key: "billing", icon: ReceiptText, rooms: ["invoices", "billingRuns"] },
  { key: "selling", icon: Tags, rooms: ["catalog"] },
  { key: "finance", icon: Landmark, rooms: ["ledger", "proof"] },
  { key: "admin", icon: Settings, rooms: ["audit", "jobs", "outbox", "billingPolicy", "apiKeys", "clock"] },
] as const satisfies ReadonlyArray<{ key: string; icon: LucideIcon; rooms: readonly ConsoleRoom[] }>;

function useNavGroups(allowed: readonly ConsoleRoom[]): NavGroup[] {
  const t = useTranslations("console.shell.nav");
  return groups
    .map(({ key, icon: Icon, rooms }) => ({
      key,
      label: t(key),
      icon: <Icon aria-hidden size={16} strokeWidth={1.75} />,
      rooms: rooms
        .filter((room) => allowed.includes(room))
        .map((room) => ({
          href: roomHrefs[room],
          label: t(room),
        })),
    }))
    .filter(({ rooms }) => rooms.length > 0);
}

function usePaletteWords(): SearchPaletteWords {
  const t = useTranslations("search");
  return {
    open: t("open"),
    field: t("field"),
    placeholder: t("placeholder"),
    results: t("results"),
    goTo: t("goTo"),
    // The browser puts in what was typed.
    allResults: t("allResults", { text: "TEXT" }),
    failed: t("failed"),
    close: t("close"),
    keyMove: t("keyMove"),
    keyOpen: t("keyOpen"),
    keyTab: t("keyTab"),
    readAs: t("readAs"),
    actions: t("actions"),
    recent: t("recent"),
    preview: {
      preview: t("preview.label"),
      copyId: t("preview.copyId"),
      copied: t("preview.copied"),
      pdf: t("preview.pdf"),
      itsInvoices: t("preview.itsInvoices"),
      auditTrail: t("preview.auditTrail"),
      why: t("preview.why"),
      day: t("preview.day"),
      kinds: {
        accounts: t("kind.accounts"),
        people: t("kind.people"),
        subscriptions: t("kind.subscriptions"),
        invoices: t("kind.invoices"),
        payments: t("kind.payments"),
      },
    },
  };
}

const actions = [
  { key: "startRun", room: "billingRuns", href: "/console/billing-runs#start" },
  { key: "overdue", room: "invoices", href: "/console/invoices?status=overdue&sort=due&dir=asc" },
  { key: "owing", room: "invoices", href: "/console/accounts?owes=overdue&sort=owes" },
  { key: "unapplied", room: "invoices", href: "/console?all=unapplied" },
  { key: "trial", room: "ledger", href: "/console/ledger?view=trial" },
] as const satisfies ReadonlyArray<{ key: string; room: ConsoleRoom; href: string }>;

function useActions(allowed: readonly ConsoleRoom[], mayStartRuns: boolean): PaletteRoom[] {
  const t = useTranslations("search.action");
  return actions
    .filter(({ key, room }) => allowed.includes(room) && (key !== "startRun" || mayStartRuns))
    .map(({ key, href }) => ({ href, label: t(key) }));
}

function useShortcutsWords(): ShortcutsWords {
  const t = useTranslations("console.shortcuts");
  return {
    open: t("open"),
    title: t("title"),
    close: t("close"),
    everywhere: t("everywhere"),
    here: t("here"),
    search: t("search"),
    list: t("list"),
    back: t("back"),
    move: t("move"),
    openRow: t("openRow"),
    filter: t("filter"),
    // Between two keys that are pressed one after the other.
    afterwards: t("afterwards"),
    singleKeys: t("singleKeys"),
    singleKeysNote: t("singleKeysNote"),
  };
}

function useGoTo(allowed: readonly ConsoleRoom[]): GoTo[] {
  const t = useTranslations("console.shell.nav");
  return allowed.flatMap((room) => {
    const key = goToKeys[room];
    return key ? [{ key, href: roomHrefs[room], label: t(room) }] : [];
  });
}

export function ConsoleShell({
  children,
  user,
  rooms,
  clock,
  hasSingleKeys,
  mayStartRuns,
  theme,
  signOut,
  switchKeys,
}: ConsoleShellProps & { children: ReactNode }) {
  const t = useTranslations("console.shell");
  const navGroups = useNavGroups(rooms);
  const panel = { user, note: user.roleName, density: "console", theme, signOut } as const;
  const home = (
    <Link href={"/console" as Route} aria-label={t("home")} className="flex text-text">
      <Logo className="gap-2" />
    </Link>
  );
  return (
    <div
      data-density="console"
      data-single-keys={hasSingleKeys ? "on" : "off"}
      className="group/shell flex min-h-dvh bg-surface text-sm"
    >
      <SkipLink />
      <Rail>
        <div className="flex h-12 shrink-0 items-center border-b border-border px-4">{home}</div>
        <ConsoleNav label={t("nav.label")} groups={navGroups} />
        <div className="border-t border-border p-2 max-md:hidden">
          <UserPanel {...panel} place="rail" />
        </div>
      </Rail>
      <div className="min-w-0 flex-1">
        <header className="sticky top-0 z-20 bg-surface">
          <div className="flex h-12 items-center gap-3 border-b border-border px-4 md:px-6">
            <button type="button" popoverTarget="rail" aria-label={t("openNav")} className="-ml-2 p-3 md:hidden">
              <Menu aria-hidden size={20} strokeWidth={1.75} />
            </button>
            <span className="flex-1 md:hidden">{home}</span>
            <span className="md:flex-1">
              <SearchPalette
                rooms={navGroups.flatMap((group) => group.rooms)}
                actions={useActions(rooms, mayStartRuns)}
                who={user.email}
                words={usePaletteWords()}
              />
            </span>
            {clock && <ClockBar clock={clock} className="rounded-control max-md:hidden" />}
            <Shortcuts
              goTo={useGoTo(rooms)}
              words={useShortcutsWords()}
              hasSingleKeys={hasSingleKeys}
              switchKeys={switchKeys}
            />
            <span className="md:hidden">
              <UserPanel {...panel} place="header" />
            </span>
          </div>
          {clock && <ClockBar clock={clock} className="md:hidden" />}
        </header>
        {children}
      </div>
    </div>
  );
}
