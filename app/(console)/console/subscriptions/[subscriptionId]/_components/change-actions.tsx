import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { writeQuantity } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { SubscriptionPageView } from "@/server/support";
import { type PreviewedAct, PreviewedDialog } from "../../../_components/previewed-dialog";
import { SmallField } from "../../../_components/small-field";

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

function WhenFields({ verb, today }: { verb: Verb; today: PlainDate }) {
  const t = useTranslations("subscription.change");
  return (
    <div className="flex flex-wrap gap-3">
      <SmallField id={`${verb}-when`} label={t("when")} className="w-52">
        <Select id={`${verb}-when`} name="when" defaultValue={verb === "cancel" ? "period_end" : "now"}>
          <option value="now">{t("whens.now")}</option>
          {verb !== "resume" && <option value="period_end">{t("whens.period_end")}</option>}
          <option value="on">{t("whens.on")}</option>
        </Select>
      </SmallField>
      <SmallField id={`${verb}-day`} label={t("day")} className="w-44">
        <Input id={`${verb}-day`} name="day" type="date" defaultValue={today} />
      </SmallField>
    </div>
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
  const { plans, subscription } = view;
  return (
    <div className="flex flex-wrap gap-3">
      <SmallField id="change-plan" label={t("plan")} className="w-52">
        <Select id="change-plan" name="plan">
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
      }}
    >
      <OwnFields verb={verb} view={view} />
      {verb !== "move_billing_day" && verb !== "apply_coupon" && <WhenFields verb={verb} today={today} />}
    </PreviewedDialog>
  ));
}
