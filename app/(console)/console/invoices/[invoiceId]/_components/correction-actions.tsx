import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { formatDecimal, money, type PlainDate, sumMinor } from "@/server/kernel";
import type { Permission } from "@/server/platform";
import { voidingWays } from "@/server/subscriptions/core";
import type { InvoicePageView } from "@/server/support";
import { PreviewedDialog } from "../../../_components/previewed-dialog";
import type { PreviewedAct } from "../../../_components/previewed-form";
import { ReceivedFields } from "../../../_components/received-fields";
import { SmallField } from "../../../_components/small-field";
import { DebitFields } from "./debit-fields";

export type CorrectionRights = { permissions: readonly Permission[]; correct: PreviewedAct; today: PlainDate };

type Verb = "credit" | "debit" | "refund" | "record" | "writeOff" | "replace" | "void";

type ChoiceName = "owedAgain" | "taxRelief" | "asNow";

const permissionOf: Readonly<Record<Verb, Permission>> = {
  credit: "corrections:credit",
  debit: "corrections:debit",
  refund: "corrections:refund",
  record: "payments:record",
  writeOff: "corrections:write_off",
  replace: "corrections:void",
  void: "corrections:void",
};

/** Which ways to correct the invoice are open, each with the most it can be asked for, in minor units. */
const openWays = (view: InvoicePageView): Partial<Record<Verb, bigint>> => {
  const { invoice, payments, refunds, creditNotes, writeOffs, disputes, amends, amendments } = view;
  const { totalMinor, balanceMinor, creditAppliedMinor } = invoice;
  if (invoice.closedAs === "voided") return {};
  const sum = (amounts: readonly { readonly amountMinor: bigint }[]): bigint =>
    sumMinor(amounts.map(({ amountMinor }) => amountMinor));
  const creditMinor = totalMinor - sumMinor(creditNotes.map((note) => note.totalMinor)) - sum(writeOffs);
  const goneMinor =
    sum(refunds.filter(({ state }) => state !== "failed")) + sum(disputes.filter(({ state }) => state !== "won"));
  const refundMinor = sum(payments) - goneMinor;
  const isDebitNote = amends?.kind === "debit_note";
  const isAddedTo = amendments.some(({ kind, closedAs }) => kind === "debit_note" && closedAs !== "voided");
  const isUntouched = balanceMinor > 0n && balanceMinor === totalMinor - creditAppliedMinor && !isAddedTo;
  return {
    ...(creditMinor > 0n ? { credit: creditMinor } : {}),
    ...(isDebitNote || totalMinor < 0n ? {} : { debit: totalMinor }),
    ...(refundMinor > 0n ? { refund: refundMinor } : {}),
    ...(balanceMinor > 0n ? { record: balanceMinor, writeOff: balanceMinor } : {}),
    ...(isUntouched ? { void: balanceMinor, ...(isDebitNote ? {} : { replace: balanceMinor }) } : {}),
  };
};

function AmountField({ verb, minor, currency }: { verb: Verb; minor: bigint; currency: string }) {
  const t = useTranslations("console.invoice.corrections");
  const id = `${verb}-amount`;
  return (
    <SmallField id={id} label={t("amount", { currency })} className="w-40">
      <Input
        id={id}
        name="amount"
        required
        inputMode="decimal"
        autoComplete="off"
        defaultValue={formatDecimal(money(minor, currency))}
      />
    </SmallField>
  );
}

function ReasonField({ verb }: { verb: Verb }) {
  const t = useTranslations("console.invoice.corrections");
  const id = `${verb}-reason`;
  return (
    <SmallField id={id} label={t("reason")}>
      <Input id={id} name="reason" required maxLength={200} autoComplete="off" />
    </SmallField>
  );
}

function Choice({ verb, name, isOn = false }: { verb: Verb; name: ChoiceName; isOn?: boolean }) {
  const t = useTranslations("console.invoice.corrections");
  const id = `${verb}-${name}`;
  return (
    <label htmlFor={id} className="flex items-center gap-3">
      <Checkbox id={id} name={name} defaultChecked={isOn} />
      <span>{t(name)}</span>
    </label>
  );
}

/** A debit note is not replaced: it is cancelled, and another added. */
function InsteadField({ voiding, amends }: Pick<InvoicePageView, "voiding" | "amends">) {
  const t = useTranslations("console.invoice.corrections");
  const isDebitNote = amends?.kind === "debit_note";
  const ways = voidingWays.filter((way) => way !== "replace" || !isDebitNote);
  return (
    <SmallField id="void-instead" label={t("instead")}>
      <Select id="void-instead" name="instead" defaultValue={ways.includes(voiding) ? voiding : "nothing"}>
        {ways.map((way) => (
          <option key={way} value={way}>
            {t(`insteads.${way}`)}
          </option>
        ))}
      </Select>
    </SmallField>
  );
}

type FieldsProps = { verb: Verb; upToMinor: bigint; view: InvoicePageView; today: PlainDate };

function Fields({ verb, upToMinor, view, today }: FieldsProps) {
  const { invoice } = view;
  const isOfAmount = verb === "credit" || verb === "refund" || verb === "record" || verb === "writeOff";
  return (
    <>
      {isOfAmount && <AmountField verb={verb} minor={upToMinor} currency={invoice.currency} />}
      {verb === "debit" && <DebitFields invoice={invoice} />}
      {verb === "record" ? <ReceivedFields name="record" today={today} /> : <ReasonField verb={verb} />}
      {verb === "refund" && <Choice verb={verb} name="owedAgain" />}
      {verb === "writeOff" && <Choice verb={verb} name="taxRelief" />}
      {verb === "replace" && <Choice verb={verb} name="asNow" isOn />}
      {verb === "void" && <InsteadField voiding={view.voiding} amends={view.amends} />}
    </>
  );
}

/** What may be done about a posted invoice, by whoever may do it; an invoice that is cancelled is left alone. */
export function CorrectionActions({ view, rights }: { view: InvoicePageView; rights: CorrectionRights }) {
  const t = useTranslations("console.invoice.corrections");
  const { invoice } = view;
  const ways = openWays(view);
  const allowed = (Object.keys(permissionOf) as Verb[]).filter((verb) =>
    rights.permissions.includes(permissionOf[verb]),
  );
  return allowed.map((verb) => (
    <PreviewedDialog
      key={verb}
      name={verb}
      isOffered={ways[verb] !== undefined}
      hidden={{ verb, invoice: invoice.id, currency: invoice.currency }}
      act={rights.correct}
      isDanger={verb === "void" || verb === "replace" || verb === "writeOff"}
      words={{
        open: t(`verbs.${verb}.open`),
        title: t(`verbs.${verb}.title`, { number: invoice.number }),
        body: t(`verbs.${verb}.body`),
        confirm: t(`verbs.${verb}.confirm`),
        done: t(`verbs.${verb}.done`),
        preview: t("preview"),
        close: t("close"),
        refused: t("refused"),
      }}
    >
      <Fields verb={verb} upToMinor={ways[verb] ?? 0n} view={view} today={rights.today} />
    </PreviewedDialog>
  ));
}
