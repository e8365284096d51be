import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { TableScroll } from "@/components/ui/table-scroll";
import { writeQuantity } from "@/server/documents/core";
import type { CatalogPlanView, ChargeInPlan, PriceInList } from "@/server/support";
import { GridCell, GridRow, GridTable } from "../../../_components/grid-table";
import { usePriceWords } from "../../_components/price-words";
import { type PlanAddress, planHref } from "./plan-address";

export type ChargeProps = { charge: ChargeInPlan; view: CatalogPlanView; address: PlanAddress };

type Term = ChargeInPlan["terms"][number];
type Part = PriceInList["price"]["parts"][number];

export const placeOf = ({ from, upTo, of, values }: Part): string => JSON.stringify([from, upTo, of, values]);

/** Currencies may have ranges of their own: each stands in a row of its own then. */
const rangesOf = ({ prices }: Term): Part[] => [
  ...new Map(prices.flatMap(({ price }) => price.parts.map((part) => [placeOf(part), part] as const))).values(),
];

type Option = PriceInList["price"]["options"][number];

const optionsOf = ({ prices }: Term): Option["name"][] => [
  ...new Set(prices.flatMap(({ price }) => price.options.map(({ name }) => name))),
];

type OptionRowsProps = { term: Term; currencies: readonly string[]; look: (currency: string) => string };

/** What the charge has beside its price: discount, least and most, commitment, and the interval of the price. */
function OptionRows({ term, currencies, look }: OptionRowsProps) {
  const t = useTranslations("catalog.options");
  const words = usePriceWords();
  const priceIn = new Map(term.prices.map((one) => [one.currency, one.price]));
  return optionsOf(term).map((name) => (
    <GridRow key={name}>
      <th scope="row" className="h-9 pr-2 text-left font-normal text-text-2">
        {t(name)}
      </th>
      {currencies.map((currency) => {
        const option = priceIn.get(currency)?.options.find((one) => one.name === name);
        return (
          <GridCell key={currency} align="right" className={look(currency)}>
            {option ? words.optionCost(option, currency) : "–"}
          </GridCell>
        );
      })}
    </GridRow>
  ));
}

type TermRowsProps = ChargeProps & { term: Term; currencies: readonly string[] };

const isShown = (view: TermRowsProps["view"], { interval }: Term): boolean =>
  interval === null || (interval.unit === view.interval?.unit && interval.count === view.interval.count);

function Example({ of, isChosen, href }: { of: PriceInList; isChosen: boolean; href: ReturnType<typeof planHref> }) {
  const t = useTranslations("catalog.plan.charge");
  if (!of.example) return <span className="text-text-3">–</span>;
  const { amountMinor } = of.example;
  const money = <MoneyText minor={amountMinor} currency={of.currency} testId={`amt-${of.currency}`} />;
  if (isChosen) return <strong className="font-semibold">{money}</strong>;
  return (
    <Link
      href={href}
      scroll={false}
      aria-label={t("choose", { amount: formatMoney(amountMinor, of.currency) })}
      className="inline-flex min-h-6 items-center text-brand no-underline hover:underline"
    >
      {money}
    </Link>
  );
}

function TermRows({ charge, view, address, term, currencies }: TermRowsProps) {
  const t = useTranslations("catalog.plan.charge");
  const words = usePriceWords();
  const isCounted = charge.followsQuantity || charge.kind === "usage";
  const priceIn = new Map(term.prices.map((one) => [one.currency, one]));
  const isChosenTerm = isShown(view, term);
  const isChosen = (currency: string) => isChosenTerm && currency === view.currency;
  const look = (currency: string) =>
    clsx(
      "whitespace-nowrap last:pr-2",
      currency !== view.currency && "max-md:hidden",
      isChosen(currency) && "bg-brand-soft",
    );
  const addressOf = (currency: string): Partial<PlanAddress> => ({
    currency,
    ...(term.interval === null ? {} : { interval: term.interval }),
  });
  return (
    <tbody className="border-t border-border" data-term={term.interval?.unit ?? "once"}>
      <tr>
        <th scope="rowgroup" colSpan={currencies.length + 1} className="h-8 text-left text-small font-semibold">
          {words.every(term.interval)}
        </th>
      </tr>
      {rangesOf(term).map((range) => (
        <GridRow key={placeOf(range)}>
          <th scope="row" className="h-9 pr-2 text-left font-normal text-text-2">
            {words.range(range) ?? t("cost")}
          </th>
          {currencies.map((currency) => {
            const part = priceIn.get(currency)?.price.parts.find((one) => placeOf(one) === placeOf(range));
            return (
              <GridCell key={currency} align="right" className={look(currency)}>
                {part ? words.cost(part, currency) : "–"}
              </GridCell>
            );
          })}
        </GridRow>
      ))}
      <OptionRows term={term} currencies={currencies} look={look} />
      <GridRow>
        <th scope="row" className="h-9 pr-2 text-left font-medium">
          {t("comesTo", {
            quantity: isCounted && charge.quantity !== null ? writeQuantity(charge.quantity.toString()) : "none",
          })}
        </th>
        {currencies.map((currency) => {
          const price = priceIn.get(currency);
          return (
            <GridCell key={currency} align="right" className={look(currency)}>
              {price ? (
                <Example
                  of={price}
                  isChosen={isChosen(currency)}
                  href={planHref(view.plan.key, address, addressOf(currency))}
                />
              ) : (
                "–"
              )}
            </GridCell>
          );
        })}
      </GridRow>
    </tbody>
  );
}

/** Every price of a charge, in all currencies and for all intervals, with what the example comes to at each. */
export function PricesTable({ charge, view, address }: ChargeProps) {
  const t = useTranslations("catalog.plan.charge");
  const currencies = view.currencies.filter((code) =>
    charge.terms.some(({ prices }) => prices.some(({ currency }) => currency === code)),
  );
  return (
    <TableScroll label={t("prices", { name: charge.name })}>
      <GridTable>
        <thead>
          <tr>
            <th scope="col" className="h-8 pr-2 text-left text-micro font-medium text-text-3">
              {t("range")}
            </th>
            {currencies.map((currency) => (
              <th
                key={currency}
                scope="col"
                className={clsx(
                  "h-8 px-2 text-right text-micro font-medium text-text-3",
                  currency !== view.currency && "max-md:hidden",
                )}
              >
                {currency}
              </th>
            ))}
          </tr>
        </thead>
        {charge.terms.map((term) => (
          <TermRows
            key={term.interval ? `${term.interval.count} ${term.interval.unit}` : "once"}
            {...{ charge, view, address, term, currencies }}
          />
        ))}
      </GridTable>
    </TableScroll>
  );
}
