import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { cityOf } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { writeScope } from "@/components/billing/write-scope";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { tableRoles } from "@/components/ui/table-roles";
import type { AccountCreditView } from "@/server/credits";

type CreditScreenProps = { credit: AccountCreditView; zone: string };

type Grant = AccountCreditView["grants"][number];
type Movement = AccountCreditView["movements"][number];

function GrantRow({ grant }: { grant: Grant }) {
  const t = useTranslations("account.credit");
  const words = useTranslations("billing.credit");
  const { expiresOn, scope, remainingMinor, amountMinor, currency } = grant;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t border-border py-3">
      <div>
        <p className="font-medium">
          {expiresOn === null ? t("stays") : t.rich("expiresOn", { day: () => <DayText day={expiresOn} /> })}
        </p>
        <p className="text-sm text-text-2">
          {words(`grants.${grant.kind}`)}
          {scope !== null && `, ${t("only", { scope: writeScope(scope) })}`}
        </p>
      </div>
      <p className="text-right">
        <MoneyText minor={remainingMinor} currency={currency} className="font-medium" />{" "}
        {remainingMinor !== amountMinor && (
          <span className="text-sm text-text-2">
            {t.rich("of", { amount: () => <MoneyText minor={amountMinor} currency={currency} /> })}
          </span>
        )}
      </p>
    </li>
  );
}

function EntryRow({ movement }: { movement: Movement }) {
  const t = useTranslations("billing.credit");
  const { kind, invoiceId, currency, movedOn } = movement;
  const cell = "py-2 md:py-3";
  return (
    <tr
      {...tableRoles.row}
      className="border-t border-border last:border-b max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:py-2"
    >
      <td {...tableRoles.cell} className={`${cell} text-text-2 max-md:order-3 max-md:py-0 max-md:text-sm`}>
        <DayText day={movedOn} />
      </td>
      <td {...tableRoles.cell} className={`${cell} max-md:py-1`}>
        {invoiceId === null ? (
          t(`kinds.${kind}`)
        ) : (
          <Link href={`/account/invoices/${invoiceId}` as Route} className="link">
            {t(`kinds.${kind}`)}
          </Link>
        )}
      </td>
      <td {...tableRoles.cell} className={`${cell} text-right max-md:order-2 max-md:py-1`}>
        <MoneyText minor={movement.amountMinor} currency={currency} />
      </td>
      <td
        {...tableRoles.cell}
        className={`${cell} text-right font-medium max-md:order-4 max-md:py-0 max-md:text-sm max-md:text-text-2`}
      >
        <MoneyText minor={movement.balanceMinor} currency={currency} />
      </td>
    </tr>
  );
}

function Entries({ credit }: { credit: AccountCreditView }) {
  const t = useTranslations("account.credit");
  const words = useTranslations("billing.credit.columns");
  const { movements, movementCount } = credit;
  const head = "pb-2.5 text-small font-medium text-text-3";
  return (
    <section aria-labelledby="entries">
      <h2 id="entries" className="mb-3 text-h3 font-semibold">
        {t("entries")}
      </h2>
      <table {...tableRoles.table} className="w-full border-collapse max-md:block" data-testid="credit-entries">
        <thead className="max-md:sr-only">
          <tr {...tableRoles.row}>
            <th scope="col" className={`${head} text-left`}>
              {words("day")}
            </th>
            <th scope="col" className={`${head} text-left`}>
              {words("what")}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {words("amount")}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {words("balance")}
            </th>
          </tr>
        </thead>
        <tbody {...tableRoles.group} className="max-md:block">
          {movements.map((movement) => (
            <EntryRow key={movement.id} movement={movement} />
          ))}
        </tbody>
      </table>
      {movementCount > movements.length && (
        <p className="mt-3 text-sm text-text-2">{t("shown", { count: movements.length })}</p>
      )}
    </section>
  );
}

export function CreditScreen({ credit, zone }: CreditScreenProps) {
  const t = useTranslations("account.credit");
  const overview = useTranslations("account.overview");
  const { balances, grants, movements } = credit;
  return (
    <PageMain
      page="M11"
      state={movements.length > 0 ? "ready" : "empty"}
      className="flex min-w-0 flex-col gap-10 sm:gap-12"
    >
      <div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h1 className="text-h1 font-semibold tracking-[-0.02em]">{t("title")}</h1>
          <p className="text-small text-text-3">{overview("dates", { city: cityOf(zone) })}</p>
        </div>
        <p className="mt-2 text-text-2">{t("lead")}</p>
      </div>
      {movements.length === 0 && <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>}
      {grants.length > 0 && (
        <section aria-labelledby="held">
          <h2 id="held" className="text-h3 font-semibold">
            {t("held")}
          </h2>
          <p className="mt-1 mb-4 flex flex-wrap gap-x-6 text-[2.5rem] leading-11 font-semibold tracking-[-0.015em]">
            {balances.map(({ sellerId, currency, balanceMinor }) => (
              <MoneyText key={`${sellerId} ${currency}`} minor={balanceMinor} currency={currency} testId="amt-credit" />
            ))}
          </p>
          <ul aria-label={t("expires")} className="border-b border-border">
            {grants.map((grant) => (
              <GrantRow key={grant.id} grant={grant} />
            ))}
          </ul>
        </section>
      )}
      {movements.length > 0 && <Entries credit={credit} />}
    </PageMain>
  );
}
