import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import { MoneyText } from "@/components/billing/money-text";
import { dollarsFor } from "@/components/billing/plan-price";
import { Badge } from "@/components/ui/badge";
import { writeQuantity } from "@/server/documents/core";
import type { Estimate, PlanEstimate } from "@/server/orders";
import type { PlanOffer, PricingView } from "../../../_data/pricing-view";
import { PlanAction } from "../../../pricing/_components/plan-action";
import type { EstimateChoice } from "../estimate-params";
import { isGrossFirst } from "./known-words";

type ColumnProps = { estimate: PlanEstimate; view: PricingView; isLowest: boolean };

/** The fee and the use as parts of one bar; the words and figures beside it say the same. */
function Bar({ estimate, view }: Omit<ColumnProps, "isLowest">) {
  const t = useTranslations("storefront.product");
  const sum = (isUsage: boolean) =>
    estimate.lines.filter((line) => line.isUsage === isUsage).reduce((total, line) => total + line.netMinor, 0n);
  const [fee, usage] = [sum(false), sum(true)];
  if (usage === 0n) return null;
  const feeShare = Number((fee * 1000n) / (fee + usage)) / 10;
  const say = (minor: bigint) => formatMoney(minor, view.currency, { dollars: dollarsFor(view) });
  return (
    <div
      role="img"
      aria-label={t("share", { fee: say(fee), usage: say(usage) })}
      className="mt-4 flex h-3 overflow-hidden rounded-badge border border-border bg-sunken"
    >
      <span className="bg-brand" style={{ width: `${feeShare}%` }} />
      <span className="flex-1 border-l border-surface bg-brand-soft" />
    </div>
  );
}

function Lines({ estimate, view }: Omit<ColumnProps, "isLowest">) {
  const t = useTranslations("storefront.product");
  const look = { currency: view.currency, dollars: dollarsFor(view) } as const;
  const price = (unit: string) => formatUnitPrice(unit, view.currency, { dollars: look.dollars });
  return (
    <ul aria-label={t("formula")} className="mt-4 text-sm">
      {estimate.lines.map((line) => (
        <li key={line.description} className="border-t border-border py-2.5">
          <p className="flex items-baseline justify-between gap-4">
            <span>
              {line.isUsage || Number(line.quantity) !== 1
                ? `${line.description}: ${writeQuantity(line.quantity)}`
                : line.description}
            </span>
            <MoneyText minor={line.netMinor} {...look} testId={line.isUsage ? "amt-usage" : "amt-fee"} />
          </p>
          {line.steps.map(({ quantity, unitPrice, amount }) => (
            <p key={unitPrice} className="tabular text-text-2">
              {t("step", { quantity: writeQuantity(quantity), price: price(unitPrice), amount: price(amount) })}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Total({ estimate, view }: Omit<ColumnProps, "isLowest">) {
  const t = useTranslations("storefront.product");
  const look = { currency: view.currency, dollars: dollarsFor(view) } as const;
  const tax = { tax: view.taxLabel, rate: view.taxRatePercent ?? "" };
  const isTaxed = view.taxRatePercent !== null;
  const net = { minor: estimate.netMinor, testId: "amt-net", words: t("excl", tax) };
  const gross = { minor: estimate.grossMinor, testId: "amt-total", words: t("inclRate", tax) };
  const [first, beside] = isGrossFirst(view) ? [gross, net] : [net, gross];
  return (
    <div className="mt-3">
      <p>
        <MoneyText
          key={first.minor}
          minor={first.minor}
          {...look}
          testId={first.testId}
          className="total text-h1 font-semibold"
        />{" "}
        <span className="block text-sm text-text-2">
          {isTaxed ? `${t(`sum.${view.term}`)}, ${first.words}` : t(`sum.${view.term}`)}
        </span>
      </p>
      <p className="mt-1 font-medium">
        {isTaxed ? (
          <>
            <MoneyText minor={beside.minor} {...look} testId={beside.testId} /> {beside.words}
          </>
        ) : (
          t("noTax", tax)
        )}
      </p>
    </div>
  );
}

type PlanColumnProps = ColumnProps & { plan: PlanOffer; choice: EstimateChoice };

function Column({ estimate, view, isLowest, plan, choice }: PlanColumnProps) {
  const t = useTranslations("storefront.product");
  const id = `estimate-${estimate.ratePlanKey}`;
  return (
    <section
      aria-labelledby={id}
      data-plan={estimate.ratePlanKey}
      className={clsx(
        "flex flex-col rounded-card border bg-surface p-6 max-sm:px-5",
        isLowest ? "border-brand outline outline-1 outline-brand" : "border-border",
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 id={id} className="headline text-h2">
          {estimate.name}
        </h3>
        {isLowest && <Badge tone="brand">{t("recommended")}</Badge>}
      </div>
      <Total estimate={estimate} view={view} />
      <Bar estimate={estimate} view={view} />
      <Lines estimate={estimate} view={view} />
      <div className="mt-auto pt-4">
        <PlanAction plan={{ ...plan, lowestForSeats: isLowest }} view={view} choice={choice} />
      </div>
    </section>
  );
}

export function EstimatePanel({ view, estimates, lowest, choice }: Estimate & { choice: EstimateChoice }) {
  return (
    <div
      className="mt-6 grid gap-6 md:auto-cols-[minmax(0,1fr)] md:grid-flow-col md:max-w-[calc(420px*var(--plans))]"
      style={{ "--plans": estimates.length } as React.CSSProperties}
    >
      {estimates.map((estimate) => {
        const plan = view.plans.find(({ ratePlanKey }) => ratePlanKey === estimate.ratePlanKey);
        return (
          plan && (
            <Column
              key={estimate.ratePlanKey}
              estimate={estimate}
              plan={plan}
              view={view}
              choice={choice}
              isLowest={estimates.length > 1 && estimate.ratePlanKey === lowest?.ratePlanKey}
            />
          )
        );
      })}
    </div>
  );
}
