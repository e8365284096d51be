import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { writeScope } from "@/components/billing/write-scope";
import { Link } from "@/components/ui/link";
import type { PlainDate } from "@/server/kernel";
import type { AccountPageView } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";
import { CreditActions, type CreditRights } from "./credit-actions";

type Credit = AccountPageView["credit"];

function Grants({ grants }: Pick<Credit, "grants">) {
  const t = useTranslations("billing.credit");
  return (
    <GridTable data-testid="credit-grants">
      <GridHead
        columns={[
          { key: "kind", label: t("columns.kind") },
          { key: "scope", label: t("columns.scope"), isWide: true },
          { key: "priority", label: t("columns.priority"), align: "right", isWide: true },
          { key: "expires", label: t("columns.expires") },
          { key: "of", label: t("columns.amount"), align: "right", isWide: true },
          { key: "left", label: t("columns.left"), align: "right" },
        ]}
      />
      <tbody>
        {grants.map((grant) => (
          <GridRow key={grant.id}>
            <GridCell className="font-medium">{t(`grants.${grant.kind}`)}</GridCell>
            <GridCell className={`${wideOnly} text-text-2`}>
              {grant.scope === null ? t("everything") : writeScope(grant.scope)}
            </GridCell>
            <GridCell align="right" className={`${wideOnly} tabular text-text-2`}>
              {grant.priority}
            </GridCell>
            <GridCell className="text-text-2">
              {grant.expiresOn === null ? t("never") : <DayText day={grant.expiresOn} />}
            </GridCell>
            <GridCell align="right" className={`${wideOnly} text-text-2`}>
              <MoneyText minor={grant.amountMinor} currency={grant.currency} />
            </GridCell>
            <GridCell align="right" className="font-medium">
              <MoneyText minor={grant.remainingMinor} currency={grant.currency} />
            </GridCell>
          </GridRow>
        ))}
      </tbody>
    </GridTable>
  );
}

function Entry({ movement }: { movement: Credit["movements"][number] }) {
  const t = useTranslations("billing.credit");
  const { kind, invoiceId, reason, currency } = movement;
  return (
    <GridRow>
      <GridCell className="whitespace-nowrap text-text-2">
        <DayText day={movement.movedOn} />
      </GridCell>
      <GridCell>
        {invoiceId === null ? (
          t(`kinds.${kind}`)
        ) : (
          <Link
            href={`/console/invoices/${invoiceId}` as Route}
            className="inline-flex min-h-6 items-center text-brand no-underline hover:underline"
          >
            {t(`kinds.${kind}`)}
          </Link>
        )}
        {reason !== null && <span className="ml-2 text-text-2">{reason}</span>}
      </GridCell>
      <GridCell align="right">
        <MoneyText minor={movement.amountMinor} currency={currency} />
      </GridCell>
      <GridCell align="right" className="font-medium">
        <MoneyText minor={movement.balanceMinor} currency={currency} />
      </GridCell>
    </GridRow>
  );
}

function Entries({ credit, accountId }: { credit: Credit; accountId: string }) {
  const t = useTranslations("billing.credit");
  const own = useTranslations("console.account.credit");
  const { movements, movementCount } = credit;
  return (
    <>
      <div className="mt-5 flex items-baseline justify-between gap-4">
        <h3 className="text-small font-semibold">{own("entries")}</h3>
        {movementCount > movements.length && (
          <Link
            href={`/console/accounts/${accountId}?credit=all#credit` as Route}
            className="inline-flex min-h-6 items-center text-small text-brand no-underline hover:underline"
          >
            {own("all", { count: movementCount })}
          </Link>
        )}
      </div>
      <GridTable data-testid="credit-entries">
        <GridHead
          columns={[
            { key: "day", label: t("columns.day") },
            { key: "what", label: t("columns.what") },
            { key: "amount", label: t("columns.amount"), align: "right" },
            { key: "balance", label: t("columns.balance"), align: "right" },
          ]}
        />
        <tbody>
          {movements.map((movement) => (
            <Entry key={movement.id} movement={movement} />
          ))}
        </tbody>
      </GridTable>
    </>
  );
}

/** The money held for the account: in which grants it stands, and each entry with what was held after it. */
export function CreditSection({
  view,
  today,
  rights,
}: {
  view: AccountPageView;
  today: PlainDate;
  rights: CreditRights;
}) {
  const t = useTranslations("console.account.credit");
  const { credit, account } = view;
  return (
    <Section
      id="credit"
      title={t("title")}
      count={credit.balances.map(({ sellerId, currency, balanceMinor }) => (
        <MoneyText
          key={`${sellerId} ${currency}`}
          minor={balanceMinor}
          currency={currency}
          testId="amt-credit"
          className="mr-2"
        />
      ))}
    >
      <div className="mb-2 flex flex-wrap gap-2">
        <CreditActions view={view} rights={rights} today={today} />
      </div>
      {credit.grants.length === 0 && <Nothing>{t("none")}</Nothing>}
      {credit.grants.length > 0 && <Grants grants={credit.grants} />}
      {credit.movements.length > 0 && <Entries credit={credit} accountId={account.id} />}
    </Section>
  );
}
