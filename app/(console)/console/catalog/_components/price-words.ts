import { useTranslations } from "next-intl";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import { writeQuantity } from "@/server/documents/core";
import type { Interval } from "@/server/kernel";
import type { PricePart } from "@/server/rating/core";
import type { ListedOption } from "@/server/support/core";

/** How prices are put into words: a part of one, its range, and how often it is due. */
export function usePriceWords() {
  const t = useTranslations("catalog");

  const amount = (figure: string, currency: string) => formatUnitPrice(figure, currency);

  const unitCost = ({ of, unitPrice, block, percent }: PricePart, currency: string): string | null => {
    if (of === "carried") return t("price.carried");
    if (of === "free_events" || of === "free_amount") return t("price.free");
    if (percent !== null) return t("price.percent", { percent });
    if (unitPrice === null) return null;
    const price = amount(unitPrice, currency);
    return block === null ? t("price.each", { price }) : t("price.block", { price, block: writeQuantity(block) });
  };

  const cost = (part: PricePart, currency: string): string => {
    const fee = part.fee === null ? null : amount(part.fee, currency);
    const unit = unitCost(part, currency);
    const first = unit ?? fee ?? "";
    const price = unit !== null && fee !== null ? t("price.and", { first, second: fee }) : first;
    return part.cap === null ? price : t("price.capped", { price, cap: amount(part.cap, currency) });
  };

  const eventRange = ({ of, upTo, values }: PricePart): string | null => {
    if (values !== null) return values.join(" · ");
    if (of === null || of === "cell") return null;
    return t(`price.of.${of}`, { upTo: upTo === null ? "" : writeQuantity(upTo) });
  };

  const range = (part: PricePart): string | null => {
    const { from, upTo, of } = part;
    if (of !== null) return eventRange(part);
    if (from === null) return null;
    const values = { from: writeQuantity(from), upTo: upTo === null ? "" : writeQuantity(upTo) };
    return upTo === null ? t("price.above", values) : t("price.range", values);
  };

  /** A whole part in one line: "2,001 to 20,000: US$0.012 each". */
  const line = (part: PricePart, currency: string): string => {
    const units = range(part);
    return units === null ? cost(part, currency) : t("price.inRange", { range: units, cost: cost(part, currency) });
  };

  const every = (interval: Interval | null): string =>
    interval === null ? t("intervals.once") : t(`intervals.${interval.unit}`, { count: interval.count });

  const per = (interval: Interval | null): string =>
    interval === null ? t("per.once") : t(`per.${interval.unit}`, { count: interval.count });

  const optionCost = (option: ListedOption, currency: string): string => {
    if (option.name === "priced_per") return per(option.interval);
    return option.name === "percent_off"
      ? t("price.percent", { percent: option.figure })
      : amount(option.figure, currency);
  };

  /** A whole option in one line: "At least: €50.00". */
  const optionLine = (option: ListedOption, currency: string): string =>
    t("price.inRange", { range: t(`options.${option.name}`), cost: optionCost(option, currency) });

  return { amount, cost, range, line, every, per, optionCost, optionLine };
}
