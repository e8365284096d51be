import { useTranslations } from "next-intl";
import type { PlainDate } from "@/server/kernel";
import type { SubscriptionPageView } from "@/server/support";
import { PreviewedDialog } from "../../../_components/previewed-dialog";
import type { PreviewedAct } from "../../../_components/previewed-form";
import { type ChangeVerb, OwnFields, WhenFields } from "./change-fields";

const always: readonly ChangeVerb[] = ["cancel", "move_billing_day", "apply_coupon", "transfer"];

const offeredIn = ({ subscription: { status }, term }: SubscriptionPageView): readonly ChangeVerb[] => {
  if (status === "canceled" || status === "expired" || status === "draft") return [];
  const ofTerm: readonly ChangeVerb[] = term ? ["set_renewal"] : [];
  if (status === "paused") return ["resume", ...always, ...ofTerm];
  return ["change_plan", "change_quantity", "change_price", "pause", ...always, ...ofTerm];
};

const verbs: readonly ChangeVerb[] = [
  "change_plan",
  "change_quantity",
  "change_price",
  "pause",
  "resume",
  "cancel",
  "set_renewal",
  "move_billing_day",
  "apply_coupon",
  "transfer",
];

type ChangeActionsProps = { view: SubscriptionPageView; change: PreviewedAct; today: PlainDate };

/** What may be changed of a subscription in its state: each change is previewed by the function that places it. */
export function ChangeActions({ view, change, today }: ChangeActionsProps) {
  const t = useTranslations("subscription.change");
  const offered = offeredIn(view);
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
      <WhenFields verb={verb} today={today} view={view} />
    </PreviewedDialog>
  ));
}
