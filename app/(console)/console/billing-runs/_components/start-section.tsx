import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { BillRunPlan } from "@/server/billing";
import { billRunLimitMinor } from "@/server/billing/core";
import type { PlainDate } from "@/server/kernel";
import { GridCell, GridHead, GridRow, GridTable } from "../../_components/grid-table";
import { Nothing, Section } from "../../_components/section";
import { SmallField } from "../../_components/small-field";
import { type VerbAction, VerbForm } from "../../_components/verb-form";

export type StartSectionProps = {
  sellers: ReadonlyArray<{ id: string; name: string }>;
  chosen: { sellerId: string; throughOn: PlainDate };
  planned: { plan: BillRunPlan | null; refusal: string | null };
  rights: { start: boolean; aboveLimit: boolean };
  startRun: VerbAction;
};

const alert = <CircleAlert aria-hidden size={20} strokeWidth={1.75} />;

function ScopeForm({ sellers, chosen }: Pick<StartSectionProps, "sellers" | "chosen">) {
  const t = useTranslations("operations.runs.start");
  return (
    <form action="/console/billing-runs" method="get" className="flex flex-wrap items-end gap-3">
      <SmallField id="seller" label={t("seller")} className="max-sm:w-full sm:w-64">
        <Select id="seller" name="seller" defaultValue={chosen.sellerId}>
          {sellers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </SmallField>
      <SmallField id="through" label={t("through")} className="max-sm:w-full sm:w-44">
        <Input id="through" name="through" type="date" required defaultValue={chosen.throughOn} />
      </SmallField>
      <Button>{t("plan")}</Button>
    </form>
  );
}

function PlannedTable({ plan }: { plan: BillRunPlan }) {
  const t = useTranslations("operations.runs.run");
  return (
    <div className="max-w-xl">
      <GridTable>
        <GridHead
          columns={[
            { key: "currency", label: t("currency") },
            { key: "invoices", label: t("plannedInvoices"), align: "right" },
            { key: "planned", label: t("planned"), align: "right" },
          ]}
        />
        <tbody>
          {plan.planned.map(({ currency, invoiceCount, totalMinor }) => (
            <GridRow key={currency} data-testid={`row-${currency}`}>
              <GridCell className="font-medium">{currency}</GridCell>
              <GridCell align="right">{invoiceCount}</GridCell>
              <GridCell align="right" className="font-medium">
                <MoneyText minor={totalMinor} currency={currency} />
              </GridCell>
            </GridRow>
          ))}
        </tbody>
      </GridTable>
    </div>
  );
}

function Limit({ plan }: { plan: BillRunPlan }) {
  const t = useTranslations("operations.runs.start");
  const above = plan.planned.find(({ currency, totalMinor }) => totalMinor > billRunLimitMinor(currency));
  if (!above) return null;
  const { currency, totalMinor } = above;
  const title = t("aboveLimit", {
    amount: formatMoney(totalMinor, currency),
    limit: formatMoney(billRunLimitMinor(currency), currency),
  });
  return (
    <Notice tone="warning" icon={alert} title={title}>
      {t("limit")}
    </Notice>
  );
}

type PlannedProps = { plan: BillRunPlan } & Pick<StartSectionProps, "sellers" | "rights" | "startRun">;

function Planned({ plan, sellers, rights, startRun }: PlannedProps) {
  const t = useTranslations("operations.runs.start");
  const seller = sellers.find(({ id }) => id === plan.sellerId)?.name ?? "";
  const isAbove = plan.planned.some(({ currency, totalMinor }) => totalMinor > billRunLimitMinor(currency));
  return (
    <section aria-labelledby="plan" className="mt-4 flex flex-col gap-3 border-t border-row-sep pt-4">
      <h3 id="plan" className="font-semibold">
        {t("plan_title", { seller, day: formatDay(plan.throughOn) })}{" "}
        <span className="ml-1 text-small font-normal text-text-2">{t("accounts", { count: plan.accountCount })}</span>
      </h3>
      {plan.failureCount > 0 && <Nothing>{t("failures", { count: plan.failureCount })}</Nothing>}
      {plan.planned.length === 0 ? <Nothing>{t("nothing")}</Nothing> : <PlannedTable plan={plan} />}
      {!rights.aboveLimit && <Limit plan={plan} />}
      {rights.start && plan.accountCount > 0 && (rights.aboveLimit || !isAbove) && (
        <VerbForm action={startRun} label={t("start")} refused={t("refused")}>
          <input type="hidden" name="seller" value={plan.sellerId} />
          <input type="hidden" name="through" value={plan.throughOn} />
        </VerbForm>
      )}
    </section>
  );
}

export function StartSection({ sellers, chosen, planned, rights, startRun }: StartSectionProps) {
  const t = useTranslations("operations.runs.start");
  return (
    <Section id="start" title={t("title")}>
      <ScopeForm sellers={sellers} chosen={chosen} />
      {!rights.start && <Nothing>{t("readOnly")}</Nothing>}
      {planned.refusal && (
        <Notice tone="danger" icon={alert} title={t("refused")} className="mt-4">
          {planned.refusal}
        </Notice>
      )}
      {planned.plan && <Planned plan={planned.plan} sellers={sellers} rights={rights} startRun={startRun} />}
    </Section>
  );
}
