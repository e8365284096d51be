import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { dollarsFor } from "@/components/billing/plan-price";
import type { Estimate, PlanEstimate } from "@/server/orders";
import type { EstimateChoice } from "../estimate-params";
import { isGrossFirst, type KnownMeter, writeCount } from "./known-words";

type ResultProps = Estimate & { choice: EstimateChoice; meter: KnownMeter | null };

const headlineOf = (view: Estimate["view"], { netMinor, grossMinor }: PlanEstimate): bigint =>
  isGrossFirst(view) ? grossMinor : netMinor;

const nextLowest = (estimates: readonly PlanEstimate[], lowest: PlanEstimate): PlanEstimate | undefined =>
  estimates
    .filter(({ ratePlanKey, netMinor }) => ratePlanKey !== lowest.ratePlanKey && netMinor > lowest.netMinor)
    .toSorted((a, b) => Number(a.netMinor - b.netMinor))[0];

/** The answer in one sentence, read out whenever it changes. */
export function EstimateResult({ view, estimates, lowest, choice, meter }: ResultProps) {
  const t = useTranslations("storefront.product");
  const say = (minor: bigint) => formatMoney(minor, view.currency, { dollars: dollarsFor(view) });
  const used =
    meter && choice.used.kind === "number" && choice.used.count > 0n
      ? t(`usedOf.${meter}`, { used: writeCount(choice.used.count) })
      : "none";
  const values = lowest && {
    name: lowest.name,
    amount: say(headlineOf(view, lowest)),
    term: view.term,
    used,
    tax:
      view.taxRatePercent === null
        ? "none"
        : t(isGrossFirst(view) ? "inclRate" : "excl", { tax: view.taxLabel, rate: view.taxRatePercent }),
  };
  const other = lowest && nextLowest(estimates, lowest);
  return (
    <p role="status" className="mt-8 text-lead">
      {values && (
        <>
          {estimates.length === 1 ? t("says.only", values) : t("says.lowest", values)}{" "}
          {lowest &&
            other &&
            t("says.less", { amount: say(headlineOf(view, other) - headlineOf(view, lowest)), other: other.name })}
        </>
      )}
    </p>
  );
}
