import { useTranslations } from "next-intl";
import { writeLabel } from "@/components/billing/write-scope";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { addDays, type PlainDate } from "@/server/kernel";
import type { Permission } from "@/server/platform";
import type { AccountPageView } from "@/server/support";
import { PreviewedDialog } from "../../../_components/previewed-dialog";
import type { PreviewedAct } from "../../../_components/previewed-form";
import { ReceivedFields } from "../../../_components/received-fields";
import { SmallField } from "../../../_components/small-field";

export type CreditRights = { permissions: readonly Permission[]; give: PreviewedAct };

type Verb = "grant" | "prepay";

const permissionOf: Readonly<Record<Verb, Permission>> = { grant: "credits:grant", prepay: "payments:record" };

type FieldsProps = { verb: Verb; credit: AccountPageView["credit"]; today: PlainDate };

function ScopeFields({ verb, credit }: Omit<FieldsProps, "today">) {
  const t = useTranslations("console.account.credit");
  const choices = [
    ...credit.scopes.families.map((key) => ({ label: `family:${key}`, kind: "family" as const })),
    ...credit.scopes.meters.map((key) => ({ label: `meter:${key}`, kind: "meter" as const })),
  ];
  return (
    <fieldset>
      <legend className="text-micro text-text-2">{t("scope")}</legend>
      <p className="text-micro text-text-3">{t("scopeHint")}</p>
      <div className="mt-1 grid grid-cols-2 gap-x-3 gap-y-1 text-small max-[60rem]:grid-cols-1">
        {choices.map(({ label, kind }) => (
          <label key={label} htmlFor={`${verb}-${label}`} className="flex min-h-8 items-center gap-2">
            <Checkbox id={`${verb}-${label}`} name="scope" value={label} />
            <span className="min-w-0">{t(kind, { name: writeLabel(label) })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function CreditFields({ verb, credit, today }: FieldsProps) {
  const t = useTranslations("console.account.credit");
  return (
    <>
      <SmallField id={`${verb}-place`} label={t("place")}>
        <Select id={`${verb}-place`} name="place">
          {credit.places.map(({ sellerId, sellerName, currency }) => (
            <option key={`${sellerId} ${currency}`} value={`${sellerId} ${currency}`}>
              {`${sellerName}, ${currency}`}
            </option>
          ))}
        </Select>
      </SmallField>
      <div className="flex flex-wrap gap-3">
        <SmallField id={`${verb}-amount`} label={t("amount")} className="w-32">
          <Input id={`${verb}-amount`} name="amount" required inputMode="decimal" autoComplete="off" />
        </SmallField>
        <SmallField id={`${verb}-expires`} label={t("expiresOn")} className="w-44">
          <Input id={`${verb}-expires`} name="expiresOn" type="date" min={addDays(today, 1)} />
        </SmallField>
        <SmallField id={`${verb}-priority`} label={t("priority")} className="w-44">
          <Input
            id={`${verb}-priority`}
            name="priority"
            inputMode="numeric"
            autoComplete="off"
            required
            defaultValue="100"
          />
        </SmallField>
      </div>
      <ScopeFields verb={verb} credit={credit} />
      {verb === "prepay" && <ReceivedFields name="prepay" today={today} />}
      <SmallField id={`${verb}-reason`} label={t("reason")}>
        <Input id={`${verb}-reason`} name="reason" required maxLength={200} autoComplete="off" />
      </SmallField>
    </>
  );
}

/** Credit for an account, given or recorded as paid ahead, by whoever may. */
export function CreditActions({
  view,
  rights,
  today,
}: {
  view: AccountPageView;
  rights: CreditRights;
  today: PlainDate;
}) {
  const t = useTranslations("console.account.credit");
  const { account, credit } = view;
  const allowed = (["grant", "prepay"] as const).filter((verb) => rights.permissions.includes(permissionOf[verb]));
  return allowed.map((verb) => (
    <PreviewedDialog
      key={verb}
      name={verb}
      isOffered={credit.places.length > 0}
      hidden={{ verb, account: account.id }}
      act={rights.give}
      words={{
        open: t(`verbs.${verb}.open`),
        title: t(`verbs.${verb}.title`, { name: account.name }),
        body: t(`verbs.${verb}.body`),
        confirm: t(`verbs.${verb}.confirm`),
        done: t(`verbs.${verb}.done`),
        preview: t("preview"),
        close: t("close"),
        refused: t("refused"),
      }}
    >
      <CreditFields verb={verb} credit={credit} today={today} />
    </PreviewedDialog>
  ));
}
