import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";

type AccountSwitcherProps = {
  name: string;
  accounts: ReadonlyArray<{ id: string; name: string; isCurrent: boolean }>;
};

/** The account at hand; a list to choose from where there is more than one. */
export function AccountSwitcher({ name, accounts }: AccountSwitcherProps) {
  const t = useTranslations("account.header");
  if (accounts.length < 2) return <p className="truncate font-semibold">{name}</p>;
  return (
    <details className="relative min-w-0">
      <summary className="flex min-h-11 items-center gap-2 font-semibold">
        <span className="truncate">{name}</span>
        <ChevronsUpDown aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-3" />
        <span className="sr-only">{t("switch")}</span>
      </summary>
      <form
        action="/api/auth/account"
        method="post"
        className="absolute top-full left-0 z-20 min-w-60 rounded-control border border-border bg-surface p-1 shadow-pop"
      >
        <input type="hidden" name="returnTo" value="/account" />
        {accounts.map((account) => (
          <button
            key={account.id}
            type="submit"
            name="accountId"
            value={account.id}
            aria-current={account.isCurrent ? "true" : undefined}
            className="flex min-h-11 w-full items-center justify-between gap-4 rounded-[6px] px-3 text-left hover:bg-sunken"
          >
            {account.name}
            {account.isCurrent && <Check aria-hidden size={16} strokeWidth={2} className="text-brand" />}
          </button>
        ))}
      </form>
    </details>
  );
}
