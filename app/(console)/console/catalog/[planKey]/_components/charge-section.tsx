import { useTranslations } from "next-intl";
import { writeQuantity } from "@/server/documents/core";
import type { ChargeInPlan } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";
import { type ChargeProps, PricesTable } from "./prices-table";
import { SpecialPrices } from "./special-prices";
import { Working } from "./working";

/** How it is charged, in a few words: "Usage, in arrears, graduated". */
function useChargeWords() {
  const t = useTranslations("catalog");
  const rolloverWords = (rollover: ChargeInPlan["rollover"]): string[] => [
    ...(rollover?.periods === undefined ? [] : [t("plan.charge.rolloverPeriods", { count: rollover.periods })]),
    ...(rollover?.units === undefined
      ? []
      : [t("plan.charge.rolloverUnits", { units: writeQuantity(rollover.units) })]),
  ];
  return ({ kind, timing, meter, included, rollover, proration, terms }: ChargeInPlan): string => {
    const listed = terms.flatMap(({ prices }) => prices.map(({ price }) => price));
    const models = new Set(listed.map(({ model }) => model));
    const [first, second] = listed.flatMap(({ properties }) => properties ?? []);
    return [
      t(`plan.charge.kinds.${kind}`),
      ...(kind === "one_time" ? [] : [t(`plan.charge.timings.${timing}`)]),
      ...[...models].map((model) => t(`models.${model}`)),
      ...(meter
        ? [
            t("plan.charge.meter", {
              meter: meter.key,
              aggregation: t(`plan.charge.aggregations.${meter.aggregation}`),
            }),
          ]
        : []),
      ...(included === null ? [] : [t("plan.charge.included", { included: writeQuantity(included) })]),
      ...rolloverWords(rollover),
      ...(first && second ? [t("plan.charge.chosenBy", { first, second })] : []),
      ...(proration === null ? [] : [t(`plan.charge.prorations.${proration}`)]),
    ].join(" · ");
  };
}

export function ChargeSection({ charge, view, address }: ChargeProps) {
  const t = useTranslations("catalog.plan.charge");
  const words = useChargeWords();
  const isSoldSo = view.isQuantitySold || !charge.followsQuantity;
  return (
    <Section id={`charge-${charge.key}`} title={charge.name}>
      <p className="-mt-1.5 mb-2 text-small text-text-2">{words(charge)}</p>
      <PricesTable charge={charge} view={view} address={address} />
      <SpecialPrices charge={charge} />
      {charge.chosen === null && <Nothing>{t("notSold", { name: charge.name, currency: view.currency })}</Nothing>}
      {charge.chosen && isSoldSo && <Working charge={charge} chosen={charge.chosen} interval={view.interval} />}
    </Section>
  );
}
