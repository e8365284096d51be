import { useTranslations } from "next-intl";
import { type Factor, Factors } from "@/components/billing/derivation";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { TableScroll } from "@/components/ui/table-scroll";
import { writeQuantity } from "@/server/documents/core";
import type { Interval } from "@/server/kernel";
import type { ChargeInPlan, PriceInList } from "@/server/support";
import type { WorkedExample } from "@/server/support/core";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Nothing } from "../../../_components/section";
import { usePriceWords } from "../../_components/price-words";
import { placeOf } from "./prices-table";

type WorkingProps = { charge: ChargeInPlan; chosen: PriceInList; interval: Interval | null };
type WorkedProps = { charge: ChargeInPlan; example: WorkedExample; currency: string };

/** The answer in one sentence, by the model of the price. */
function Sentence({ charge, example, currency, interval }: WorkedProps & { interval: Interval | null }) {
  const t = useTranslations("catalog.plan.working");
  const words = usePriceWords();
  const [step] = example.steps;
  const { unitPrice, block } = step?.part ?? { unitPrice: null, block: null };
  return (
    <p className="text-table">
      {t(`says.${example.model}`, {
        quantity: writeQuantity(example.quantity),
        amount: formatMoney(example.amountMinor, currency),
        per: words.per(charge.kind === "one_time" ? null : interval),
        price: unitPrice === null ? "" : words.amount(unitPrice, currency),
        times: step?.times ? writeQuantity(step.times) : "0",
        block: block === null ? "" : writeQuantity(block),
        range: step ? (words.range(step.part) ?? "") : "",
      })}{" "}
      {example.included !== "0" &&
        t("included", {
          included: writeQuantity(example.included),
          quantity: writeQuantity(example.quantity),
          billable: writeQuantity(example.billable),
        })}{" "}
      {example.priced !== example.amount &&
        t("adjusted", {
          priced: words.amount(example.priced, currency),
          amount: formatMoney(example.amountMinor, currency),
        })}{" "}
      {example.isRounded && t("rounded", { exact: words.amount(example.amount, currency) })}{" "}
      {example.trueUpMinor > 0n && t("trueUp", { amount: formatMoney(example.trueUpMinor, currency) })}
    </p>
  );
}

/** A price without ranges: what is multiplied, each figure over its word; of a flat one there is nothing to multiply. */
function FactorsOfPrice({ example, currency }: Omit<WorkedProps, "charge">) {
  const t = useTranslations("catalog.plan.working.factor");
  const words = usePriceWords();
  const [step] = example.steps;
  if (!step || step.times === null || step.part.unitPrice === null) return null;
  const { part, times } = step;
  const block = part.block === null ? "" : writeQuantity(part.block);
  const factors: Factor[] = [
    { value: writeQuantity(times), word: part.block === null ? t("unit") : t("packages", { block }) },
    {
      value: words.amount(step.part.unitPrice, currency),
      word: part.block === null ? t("each") : t("block", { block }),
    },
  ];
  return (
    <Factors
      factors={factors}
      result={{
        value: formatMoney(example.amountMinor, currency),
        word: example.isRounded ? t("rounded") : t("exact"),
      }}
    />
  );
}

/** A price by ranges: what each of them has of the quantity, and what that comes to. */
function StepsTable({ charge, example, currency }: WorkedProps) {
  const t = useTranslations("catalog.plan.working");
  const words = usePriceWords();
  return (
    <TableScroll label={charge.name}>
      <GridTable className="md:max-w-160">
        <GridHead
          columns={[
            { key: "range", label: t("range") },
            { key: "units", label: t("units"), align: "right" },
            { key: "price", label: t("price"), align: "right" },
            { key: "amount", label: t("amount"), align: "right" },
          ]}
        />
        <tbody>
          {example.steps.map(({ part, units, times, amount }) => (
            <GridRow key={placeOf(part)}>
              <GridCell className="text-text-2">{words.range(part)}</GridCell>
              <GridCell align="right">{writeQuantity(units)}</GridCell>
              <GridCell align="right" className="whitespace-nowrap">
                {times !== null && part.block !== null
                  ? t("times", { times: writeQuantity(times), cost: words.cost(part, currency) })
                  : words.cost(part, currency)}
              </GridCell>
              <GridCell align="right">{words.amount(amount, currency)}</GridCell>
            </GridRow>
          ))}
        </tbody>
        <tfoot>
          <GridRow className="border-t-2 border-t-border-strong font-semibold">
            <GridCell>{charge.name}</GridCell>
            <GridCell align="right">{writeQuantity(example.billable)}</GridCell>
            <GridCell />
            <GridCell align="right">
              <MoneyText minor={example.amountMinor} currency={currency} testId={`amt-worked-${charge.key}`} />
            </GridCell>
          </GridRow>
        </tfoot>
      </GridTable>
    </TableScroll>
  );
}

/** How the example comes to its amount at the chosen price, in a sentence and step by step. */
export function Working({ charge, chosen, interval }: WorkingProps) {
  const t = useTranslations("catalog.plan.charge");
  const words = usePriceWords();
  const { example, currency } = chosen;
  const hasRanges = chosen.price.parts.some((part) => words.range(part) !== null);
  if (charge.quantity === null) return null;
  return (
    <section aria-label={t("working", { name: charge.name })} className="mt-4 grid gap-3">
      {example ? (
        <>
          <Sentence charge={charge} example={example} currency={currency} interval={interval} />
          {hasRanges ? (
            <StepsTable charge={charge} example={example} currency={currency} />
          ) : (
            <FactorsOfPrice example={example} currency={currency} />
          )}
        </>
      ) : (
        <Nothing>{t("refused")}</Nothing>
      )}
    </section>
  );
}
