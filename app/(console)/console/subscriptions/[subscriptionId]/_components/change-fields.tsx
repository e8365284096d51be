import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { writeQuantity } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { ChangeConvention, When } from "@/server/orders/core";
import type { SubscriptionPageView } from "@/server/support";
import { SmallField } from "../../../_components/small-field";
import { addOnField, priceField } from "./field-names";

export type ChangeVerb =
  | "change_plan"
  | "change_quantity"
  | "change_price"
  | "pause"
  | "resume"
  | "cancel"
  | "move_billing_day"
  | "apply_coupon"
  | "set_renewal"
  | "transfer";

const untimed: readonly ChangeVerb[] = ["move_billing_day", "apply_coupon", "set_renewal", "transfer"];
const gated: readonly ChangeVerb[] = ["change_plan", "change_quantity", "change_price"];

function RuleField({ verb, rules }: { verb: ChangeVerb; rules: readonly ChangeConvention[] }) {
  const t = useTranslations("subscription.change");
  return (
    <div className="w-full group-has-[option[value=period_end]:checked]/when:hidden group-has-[option[value=term_end]:checked]/when:hidden">
      <SmallField id={`${verb}-rule`} label={t("rule")}>
        <Select id={`${verb}-rule`} name="rule">
          <option value="">{t("rules.agreed")}</option>
          {rules.map((rule) => (
            <option key={rule} value={rule}>
              {t(`rules.${rule}`)}
            </option>
          ))}
        </Select>
      </SmallField>
    </div>
  );
}

type ChoiceProps = { verb: ChangeVerb; name: "replaces" | "gated" };

function Choice({ verb, name }: ChoiceProps) {
  const t = useTranslations("subscription.change");
  return (
    <label htmlFor={`${verb}-${name}`} className="flex min-h-8 items-center gap-2 text-small">
      <Checkbox id={`${verb}-${name}`} name={name} value="yes" />
      <span>{t(name)}</span>
    </label>
  );
}

const whenOffered = (verb: ChangeVerb): When["kind"] => {
  if (verb === "cancel") return "period_end";
  return gated.includes(verb) ? "by_direction" : "now";
};

type WhenFieldsProps = { verb: ChangeVerb; today: PlainDate; view: SubscriptionPageView };

const isOfTerms = (kind: string): boolean => kind.startsWith("change_");

/** The day is asked for where one is to be chosen, and another rule where the change takes effect at once. */
export function WhenFields({ verb, today, view }: WhenFieldsProps) {
  const t = useTranslations("subscription.change");
  if (untimed.includes(verb)) return null;
  const rules = verb === "cancel" ? view.conventions.cancel : view.conventions.change;
  const hasScheduled = view.scheduled.some(({ kind }) => isOfTerms(kind));
  return (
    <div className="group/when flex flex-wrap gap-3">
      <SmallField id={`${verb}-when`} label={t("when")} className="w-52">
        <Select id={`${verb}-when`} name="when" defaultValue={whenOffered(verb)}>
          {gated.includes(verb) && <option value="by_direction">{t("whens.by_direction")}</option>}
          <option value="now">{t("whens.now")}</option>
          {verb !== "resume" && <option value="period_end">{t("whens.period_end")}</option>}
          {verb !== "resume" && view.term && <option value="term_end">{t("whens.term_end")}</option>}
          <option value="on">{t("whens.on")}</option>
        </Select>
      </SmallField>
      <div className="hidden w-44 group-has-[option[value=on]:checked]/when:block">
        <SmallField id={`${verb}-day`} label={t("day")}>
          <Input id={`${verb}-day`} name="day" type="date" defaultValue={today} />
        </SmallField>
      </div>
      {verb !== "resume" && <RuleField verb={verb} rules={rules} />}
      {gated.includes(verb) && (
        <div className="grid w-full gap-1">
          <div className="group-has-[option[value=period_end]:checked]/when:hidden group-has-[option[value=term_end]:checked]/when:hidden">
            <Choice verb={verb} name="gated" />
          </div>
          {hasScheduled && <Choice verb={verb} name="replaces" />}
        </div>
      )}
    </div>
  );
}

function AddOnFields({ addOns }: { addOns: SubscriptionPageView["addOns"] }) {
  const t = useTranslations("subscription.change");
  if (addOns.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 text-small text-text-2">{t("addOns")}</legend>
      {addOns.map(({ key, name, quantity, isCounted }) => {
        const id = `add-on-${key}`;
        return (
          <div key={key} className="flex min-h-10 items-center justify-between gap-4 border-t border-row-sep py-1">
            <label htmlFor={id} className="text-table">
              {name}
            </label>
            {isCounted ? (
              <Input
                id={id}
                name={`${addOnField}${key}`}
                inputMode="numeric"
                autoComplete="off"
                aria-label={t("addOnQuantity", { name })}
                defaultValue={writeQuantity(quantity)}
                className="w-20! text-right"
              />
            ) : (
              <input
                id={id}
                type="checkbox"
                name={`${addOnField}${key}`}
                value="1"
                defaultChecked={quantity !== "0"}
                className="size-5 accent-brand"
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function QuantityField({ verb, quantity }: { verb: ChangeVerb; quantity: string }) {
  const t = useTranslations("subscription.change");
  return (
    <SmallField id={`${verb}-quantity`} label={t("quantity")} className="w-32">
      <Input
        id={`${verb}-quantity`}
        name="quantity"
        required
        inputMode="decimal"
        autoComplete="off"
        defaultValue={writeQuantity(quantity)}
      />
    </SmallField>
  );
}

function PlanFields({ view }: { view: SubscriptionPageView }) {
  const t = useTranslations("subscription.change");
  const { plans, addOns, subscription } = view;
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <SmallField id="change-plan" label={t("plan")} className="w-52">
          <Select id="change-plan" name="plan" defaultValue={view.planKey ?? undefined}>
            {plans.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </SmallField>
        <SmallField id="change-interval" label={t("interval")} className="w-32">
          <Select id="change-interval" name="interval" defaultValue={subscription.interval.unit}>
            <option value="month">{t("intervals.month")}</option>
            <option value="year">{t("intervals.year")}</option>
          </Select>
        </SmallField>
        <QuantityField verb="change_plan" quantity={subscription.quantity} />
      </div>
      <AddOnFields addOns={addOns} />
    </>
  );
}

/** Only prices of one figure are agreed here; what is not touched stays. */
function PriceFields({ view }: { view: SubscriptionPageView }) {
  const { charges, currency } = view.subscription;
  return (
    <div className="flex flex-wrap gap-3">
      {charges
        .filter(({ unitPrice, kind }) => unitPrice !== null && kind !== "one_time")
        .map(({ id, chargeId, name, unitPrice }) => (
          <SmallField key={id} id={`price-${id}`} label={`${name}, ${currency}`} className="w-52">
            <Input
              id={`price-${id}`}
              name={`${priceField}${chargeId}`}
              required
              inputMode="decimal"
              autoComplete="off"
              defaultValue={writeQuantity(unitPrice ?? "")}
            />
          </SmallField>
        ))}
    </div>
  );
}

function RenewalFields({ view }: { view: SubscriptionPageView }) {
  const t = useTranslations("subscription.change");
  const renewal = view.term?.renewal;
  return (
    <div className="group/renewal flex flex-wrap gap-3">
      <SmallField id="renewal-kind" label={t("renewal.kind")} className="w-52">
        <Select id="renewal-kind" name="renewal" defaultValue={renewal ? (renewal.term ? "term" : "endless") : "none"}>
          <option value="term">{t("renewal.term")}</option>
          <option value="endless">{t("renewal.endless")}</option>
          <option value="none">{t("renewal.none")}</option>
        </Select>
      </SmallField>
      <div className="flex flex-wrap gap-3 group-has-[option[value=none]:checked]/renewal:hidden">
        <div className="w-32 group-has-[option[value=endless]:checked]/renewal:hidden">
          <SmallField id="renewal-months" label={t("renewal.months")}>
            <Input id="renewal-months" name="months" type="number" min={1} defaultValue={monthsOf(view)} />
          </SmallField>
        </div>
        <SmallField id="renewal-uplift" label={t("renewal.uplift")} className="w-32">
          <Input id="renewal-uplift" name="uplift" inputMode="decimal" defaultValue={renewal?.upliftPercent ?? "0"} />
        </SmallField>
        <SmallField id="renewal-notice" label={t("renewal.notice")} className="w-32">
          <Input id="renewal-notice" name="notice" type="number" min={0} defaultValue={renewal?.noticeDays ?? 30} />
        </SmallField>
      </div>
    </div>
  );
}

const monthsInYear = 12;

const monthsOf = ({ term }: SubscriptionPageView): number => {
  const agreed = term?.renewal?.term;
  if (!agreed) return monthsInYear;
  return agreed.unit === "year" ? agreed.count * monthsInYear : agreed.count;
};

export function OwnFields({ verb, view }: { verb: ChangeVerb; view: SubscriptionPageView }): ReactNode {
  const t = useTranslations("subscription.change");
  if (verb === "change_plan") return <PlanFields view={view} />;
  if (verb === "change_quantity") return <QuantityField verb={verb} quantity={view.subscription.quantity} />;
  if (verb === "change_price") return <PriceFields view={view} />;
  if (verb === "set_renewal") return <RenewalFields view={view} />;
  if (verb === "move_billing_day") {
    return (
      <SmallField id="billing-day" label={t("billingDay")} className="w-32">
        <Input id="billing-day" name="billingDay" type="number" min={1} max={31} required />
      </SmallField>
    );
  }
  if (verb === "transfer") {
    return (
      <SmallField id="transfer-to" label={t("transferTo")} className="w-64">
        <Input id="transfer-to" name="to" required maxLength={20} autoComplete="off" />
      </SmallField>
    );
  }
  if (verb !== "apply_coupon") return null;
  return (
    <SmallField id="coupon" label={t("coupon")} className="w-52">
      <Input id="coupon" name="coupon" required maxLength={60} autoComplete="off" />
    </SmallField>
  );
}
