import type { Route } from "next";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/billing/status-badge";
import { Link } from "@/components/ui/link";
import { tableRoles } from "@/components/ui/table-roles";
import { TableScroll } from "@/components/ui/table-scroll";
import type { CatalogList, CatalogPlan, CatalogPrice } from "@/server/support";
import { GridHead } from "../../_components/grid-table";
import { usePriceWords } from "./price-words";

const cell = "px-2 py-2 align-top max-md:p-0";

/** What a charge costs in few words; of several ranges the first and the last. */
function usePriceInShort() {
  const t = useTranslations("catalog");
  const words = usePriceWords();
  return ({ price, interval, charge }: CatalogPrice, currency: string): string => {
    if (!price) return t("price.missing", { currency });
    const ofOne = price.parts.filter(({ of }) => of === "amount" || of === "event");
    if (ofOne.length > 0) return ofOne.map((part) => words.cost(part, currency)).join(" + ");
    const costs = price.parts.map((part) => words.cost(part, currency));
    const [first = "", last = ""] = [costs[0], costs.at(-1)];
    const cost = costs.length > 1 ? t("list.ranges", { count: costs.length, first, last }) : first;
    return charge.kind === "usage" ? cost : t("list.price", { price: cost, per: words.per(interval) });
  };
}

function PlanRow({ entry, currency }: { entry: CatalogPlan; currency: string }) {
  const t = useTranslations("catalog.list");
  const inShort = usePriceInShort();
  const { plan, state, versionCount, subscriptionCount } = entry;
  return (
    <tr
      {...tableRoles.row}
      data-testid={`row-${plan.key}`}
      className="relative border-t border-row-sep hover:bg-bg has-focus-visible:bg-brand-soft has-focus-visible:shadow-[inset_2px_0_0_var(--brand)] max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:px-4 max-md:py-3"
    >
      <td {...tableRoles.cell} className={`${cell} font-medium md:pl-6`}>
        <Link
          href={`/console/catalog/${plan.key}?ccy=${currency}` as Route}
          data-list-link=""
          className="text-text no-underline after:absolute after:inset-0 hover:underline"
        >
          {plan.name}
        </Link>
      </td>
      <td {...tableRoles.cell} className={`${cell} font-mono text-micro leading-5 text-text-2 max-md:hidden`}>
        {plan.key}
      </td>
      <td {...tableRoles.cell} className={`${cell} max-md:text-right`}>
        <StatusBadge object="rate_plan" status={state} />
      </td>
      <td {...tableRoles.cell} className={`${cell} whitespace-nowrap text-text-2 max-md:hidden`}>
        {t("version", { version: plan.version })}
        {versionCount > 1 && <span className="text-text-3"> {t("ofVersions", { count: versionCount })}</span>}
      </td>
      <td {...tableRoles.cell} className={`${cell} tabular text-right text-text-2 max-md:hidden`}>
        {subscriptionCount.toLocaleString("en-GB")}
      </td>
      <td {...tableRoles.cell} className={`${cell} max-md:col-span-2 md:pr-6 md:text-right`}>
        <ul>
          {entry.prices.map((price, place) => (
            <li key={price.charge.key} className={place === 0 ? "font-medium" : "text-text-2"}>
              {entry.prices.length > 1 && place > 0 && <span>{price.charge.name}: </span>}
              {inShort(price, currency)}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

export function CatalogTable({ list }: { list: CatalogList }) {
  const t = useTranslations("catalog");
  return (
    <TableScroll label={t("title")}>
      <table {...tableRoles.table} className="w-full border-collapse text-table max-md:block">
        <GridHead
          className="border-b border-border max-md:sr-only [&_th]:first:pl-6 [&_th]:last:pr-6"
          columns={[
            { key: "plan", label: t("list.columns.plan") },
            { key: "key", label: t("list.columns.key") },
            { key: "state", label: t("list.columns.state") },
            { key: "version", label: t("list.columns.version") },
            { key: "subscriptions", label: t("list.columns.subscriptions"), align: "right" },
            { key: "price", label: t("list.columns.price"), align: "right" },
          ]}
        />
        {list.products.map(({ key, name, plans }) => (
          <tbody key={key} {...tableRoles.group} className="border-b border-border max-md:block">
            <tr {...tableRoles.row} className="bg-bg max-md:block">
              <th
                {...tableRoles.rowHead}
                scope="rowgroup"
                colSpan={6}
                className="h-9 px-2 text-left text-small font-semibold max-md:block max-md:px-4 max-md:py-2 md:pl-6"
              >
                {name} <span className="tabular ml-1 font-normal text-text-2">{plans.length}</span>
              </th>
            </tr>
            {plans.map((entry) => (
              <PlanRow key={entry.plan.key} entry={entry} currency={list.currency} />
            ))}
          </tbody>
        ))}
      </table>
    </TableScroll>
  );
}
