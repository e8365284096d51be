import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { dollarsFor, planPrice } from "@/components/billing/plan-price";
import { Switch } from "@/components/ui/switch";
import { tableRoles } from "@/components/ui/table-roles";
import { comparedPlan, type PlanOffer, type PricingView } from "../../_data/pricing-view";
import { CompareCell } from "./compare-cell";
import { type CompareRowKey, compareGroups, explainedRows } from "./compare-rows";

const phoneRow = "max-md:grid max-md:grid-cols-4 max-md:gap-x-3";

function useCellText() {
  const t = useTranslations("storefront.pricing.compare");
  return (row: CompareRowKey, plan: PlanOffer): string => {
    const described = comparedPlan(plan.ratePlanKey);
    if (row !== "seats") return described ? t(`rows.${row}.${described}`) : "no";
    return plan.perSeat
      ? t("seatRange", { min: plan.seatsMin, max: plan.seatsMax })
      : t("seatsIncluded", { seats: plan.seatsIncluded ?? plan.seatsMax });
  };
}

function TableHead({ view }: { view: PricingView }) {
  const t = useTranslations("storefront.pricing.compare");
  return (
    <thead className="sticky top-0 z-10 bg-bg max-md:block">
      <tr {...tableRoles.row} className={clsx("border-b-2 border-rule align-bottom", phoneRow)}>
        <td className="w-[31%] max-md:hidden" />
        {view.plans.map((plan) => (
          <th
            key={plan.ratePlanKey}
            scope="col"
            {...tableRoles.columnHead}
            className={clsx("py-3 text-left md:px-4", plan.lowestForSeats && "rounded-t-[8px] md:bg-brand-soft/45")}
          >
            <span className="block text-sm font-semibold md:text-base">{plan.name}</span>
            {!plan.priceMissing && (
              <span className="block text-small font-normal text-text-3 max-md:hidden">
                <MoneyText
                  minor={planPrice(plan, view.buyer, view.term).headlineMinor}
                  currency={view.currency}
                  dollars={dollarsFor(view)}
                />
                , {t("seatCount", { seats: plan.seatsPriced })}
              </span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function CompareRow({ row, view }: { row: CompareRowKey; view: PricingView }) {
  const t = useTranslations("storefront.pricing.compare");
  const textOf = useCellText();
  const values = view.plans.map((plan) => ({ plan, value: textOf(row, plan) }));
  const isSame = new Set(values.map(({ value }) => value)).size === 1;
  return (
    <tr
      {...tableRoles.row}
      className={clsx("border-t border-border", phoneRow, isSame && "group-has-[#differences:checked]/compare:hidden")}
    >
      <th
        scope="row"
        {...tableRoles.rowHead}
        className="py-3 text-left font-normal max-md:col-span-4 max-md:pt-3 max-md:pb-0 max-md:font-medium"
      >
        {t(`rows.${row}.name`)}
        {explainedRows.has(row) && (
          <span className="block text-small text-text-3 max-md:hidden">
            {t(`rows.${row}.note` as "rows.routing.note")}
          </span>
        )}
      </th>
      {values.map(({ plan, value }) => (
        <CompareCell key={plan.ratePlanKey} value={value} isFitting={plan.lowestForSeats} />
      ))}
    </tr>
  );
}

export function CompareTable({ view }: { view: PricingView }) {
  const t = useTranslations("storefront.pricing.compare");
  return (
    <section id="compare" aria-labelledby="compare-title" className="group/compare mt-14 sm:mt-24">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <h2 id="compare-title" className="headline text-h1">
          {t("title")}
        </h2>
        <Switch id="differences" label={t("differences")} />
      </div>
      <table
        {...tableRoles.table}
        aria-labelledby="compare-title"
        className="mt-4 w-full table-fixed border-collapse max-md:block"
      >
        <TableHead view={view} />
        {compareGroups.map(({ key, rows }) => (
          <tbody key={key} {...tableRoles.group} className="border-b border-border max-md:block">
            <tr {...tableRoles.row} className="max-md:block">
              <th
                scope="colgroup"
                {...tableRoles.columnHead}
                colSpan={view.plans.length + 1}
                className="pt-9 pb-3 text-left font-semibold max-md:block"
              >
                {t(`groups.${key}`)}
              </th>
            </tr>
            {rows.map((row) => (
              <CompareRow key={row} row={row} view={view} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
