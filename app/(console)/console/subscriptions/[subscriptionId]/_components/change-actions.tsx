import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { writeQuantity } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { ChangeConvention } from "@/server/orders/core";
import type { SubscriptionPageView } from "@/server/support";
import { type PreviewedAct, PreviewedDialog } from "../../../_components/previewed-dialog";
import { SmallField } from "../../../_components/small-field";
import { addOnField } from "./add-on-field";

type Verb = "change_plan" | "change_quantity" | "pause" | "resume" | "cancel" | "move_billing_day" | "apply_coupon";

const offeredIn = (status: string): readonly Verb[] => {
  if (status === "paused") return ["resume", "cancel", "move_billing_day", "apply_coupon"];
  if (status === "canceled" || status === "expired" || status === "draft") return [];
  return ["change_plan", "change_quantity", "pause", "cancel", "move_billing_day", "apply_coupon"];
};

const verbs: readonly Verb[] = [
  "change_plan",
  "change_quantity",
  "pause",
  "resume",
  "cancel",
  "move_billing_day",
  "apply_coupon",
];

function RuleField({ verb, rules }: { verb: Verb; rules: readonly ChangeConvention[] }) {
  const t = useTranslations("subscription.change");
  return (
    <div className="w-full group-has-[option[value=period_end]:checked]/when:hidden">
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

type WhenFieldsProps = { verb: Verb; today: PlainDate; rules: readonly ChangeConvention[] };

/** The day is asked for where one is to be chosen, and another rule where the change takes effect at once. */
function WhenFields({ verb, today, rules }: WhenFieldsProps) {
  const t = useTranslations("subscription.change");
  return (
    <div className="group/when flex flex-wrap gap-3">
      <SmallField id={`${verb}-when`} label={t("when")} className="w-52">
        <Select id={`${verb}-when`} name="when" defaultValue={verb === "cancel" ? "period_end" : "now"}>
          <option value="now">{t("whens.now")}</option>
          {verb !== "resume" && <option value="period_end">{t("whens.period_end")}</option>}
          <option value="on">{t("whens.on")}</option>
        </Select>
      </SmallField>
      <div className="hidden w-44 group-has-[option[value=on]:checked]/when:block">
        <SmallField id={`${verb}-day`} label={t("day")}>
          <Input id={`${verb}-day`} name="day" type="date" defaultValue={today} />
        </SmallField>
      </div>
      {verb !== "resume" && <RuleField verb={verb} rules={rules} />}
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

function QuantityField({ verb, quantity }: { verb: Verb; quantity: string }) {
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

function OwnFields({ verb, view }: { verb: Verb; view: SubscriptionPageView }): ReactNode {
  const t = useTranslations("subscription.change");
  if (verb === "change_plan") return <PlanFields view={view} />;
  if (verb === "change_quantity") return <QuantityField verb={verb} quantity={view.subscription.quantity} />;
  if (verb === "move_billing_day") {
    return (
      <SmallField id="billing-day" label={t("billingDay")} className="w-32">
        <Input id="billing-day" name="billingDay" type="number" min={1} max={31} required />
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

type ChangeActionsProps = { view: SubscriptionPageView; change: PreviewedAct; today: PlainDate };

/** What may be changed of a subscription in its state: each change is previewed by the function that places it. */
export function ChangeActions({ view, change, today }: ChangeActionsProps) {
  const t = useTranslations("subscription.change");
  const offered = offeredIn(view.subscription.status);
  return verbs.map((verb) => (
    <PreviewedDialog
      key={verb}
      name={verb}
      act={change}
      isOffered={offered.includes(verb)}
      isDanger={verb === "cancel"}
      hidden={{ verb, subscription: view.subscription.id }}
      words={{
        open: t(`verbs.${verb}.open`),
        title: t(`verbs.${verb}.title`),
        body: t(`verbs.${verb}.body`),
        confirm: t(`verbs.${verb}.confirm`),
        done: t("done"),
        preview: t("preview"),
        close: t("close"),
        refused: t("refused"),
        working: t("working"),
      }}
    >
      <OwnFields verb={verb} view={view} />
      {verb !== "move_billing_day" && verb !== "apply_coupon" && (
        <WhenFields
          verb={verb}
          today={today}
          rules={verb === "cancel" ? view.conventions.cancel : view.conventions.change}
        />
      )}
    </PreviewedDialog>
  ));
}
