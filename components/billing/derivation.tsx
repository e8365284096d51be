import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { formatRational, parseRational, rational, subtractRationals } from "@/server/kernel";
import { formatMoney } from "./format-money";
import { formatUnitPrice } from "./format-unit-price";

export type DerivedLine = {
  description: string;
  quantity: string;
  unitPrice: string | null;
  isPerUnit: boolean;
  netMinor: bigint;
  derivation: Readonly<Record<string, unknown>>;
};

export type Factor = { value: string; word: string };

function daysOf(derivation: DerivedLine["derivation"]): { days: string; of: string } | null {
  const { days, of_days: of } = derivation;
  return typeof days === "string" && typeof of === "string" ? { days, of } : null;
}

/** What each percentage left of the price, in the order in which they were taken off. */
function percentsOff({ coupons }: DerivedLine["derivation"]): { off: string; left: string }[] {
  if (!Array.isArray(coupons)) return [];
  return coupons.flatMap(([kind, value]) =>
    kind === "percent"
      ? [{ off: value, left: formatRational(subtractRationals(rational(100n), parseRational(value))) }]
      : [],
  );
}

/** Whether something was subtracted: then it is no product of few figures. */
export const hasAmountOff = ({ derivation: { coupons } }: Pick<DerivedLine, "derivation">): boolean =>
  Array.isArray(coupons) && coupons.some(([kind]) => kind === "amount");

/** An amount taken apart into what it was multiplied from, each figure over its word. */
export function Derivation({ line, currency }: { line: DerivedLine; currency: string }) {
  const t = useTranslations("billing.derivation");
  const share = daysOf(line.derivation);
  const factors: Factor[] = [
    ...(line.isPerUnit
      ? [{ value: String(Number(line.quantity)), word: t("seats", { seats: Number(line.quantity) }) }]
      : []),
    ...(line.unitPrice === null ? [] : [{ value: formatUnitPrice(line.unitPrice, currency), word: line.description }]),
    ...percentsOff(line.derivation).map(({ off, left }) => ({ value: `${left} %`, word: t("off", { percent: off }) })),
    ...(share ? [{ value: `${share.days} / ${share.of}`, word: t("days") }] : []),
  ];
  const result = { value: formatMoney(line.netMinor, currency), word: share ? t("rounded") : t("exact") };
  return <Factors factors={factors} result={result} />;
}

/** What an amount was multiplied from, each figure over its word. */
export function Factors({ factors, result }: { factors: readonly Factor[]; result: Factor }) {
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-2 border-l-2 border-brand py-1 pl-4">
      {[...factors, result].map(({ value, word }, place) => (
        <div
          key={word}
          className={clsx(
            "relative flex flex-col-reverse not-first:pl-6 before:absolute before:top-0 before:left-0 before:text-sm before:text-text-3",
            place > 0 && place < factors.length && "before:content-['×']",
            place === factors.length && "before:content-['=']",
          )}
        >
          <dt className="text-micro text-text-2">{word}</dt>
          <dd className="tabular text-sm font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
