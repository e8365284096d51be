import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { formatDecimal, money, type PlainDate, sumMinor } from "@/server/kernel";
import type { Permission } from "@/server/platform";
import type { InvoicePageView } from "@/server/support";
import { type PreviewedAct, PreviewedDialog } from "../../../_components/previewed-dialog";
import { SmallField } from "../../../_components/small-field";

export type CorrectionRights = { permissions: readonly Permission[]; correct: PreviewedAct; today: PlainDate };

type Verb = "credit" | "refund" | "record" | "writeOff" | "void";

const permissionOf: Readonly<Record<Verb, Permission>> = {
  credit: "corrections:credit",
  refund: "corrections:refund",
  record: "payments:record",
  writeOff: "corrections:write_off",
  void: "corrections:void",
};

/** What is left of each way to correct an invoice, in minor units; nothing where the way is closed. */
const leftFor = ({ invoice, payments, refunds, creditNotes, writeOffs }: InvoicePageView): Record<Verb, bigint> => {
  const { totalMinor, balanceMinor, creditAppliedMinor } = invoice;
  if (invoice.closedAs === "voided") return { credit: 0n, refund: 0n, record: 0n, writeOff: 0n, void: 0n };
  const notes = sumMinor(creditNotes.map((note) => note.totalMinor));
  const givenUp = sumMinor(writeOffs.map(({ amountMinor }) => amountMinor));
  const paid = sumMinor(payments.map(({ amountMinor }) => amountMinor));
  const returned = sumMinor(refunds.filter(({ state }) => state !== "failed").map(({ amountMinor }) => amountMinor));
  return {
    credit: totalMinor - notes - givenUp,
    refund: paid - returned,
    record: balanceMinor,
    writeOff: balanceMinor,
    void: balanceMinor === totalMinor - creditAppliedMinor ? balanceMinor : 0n,
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

function Choice({ verb, name, label }: { verb: Verb; name: string; label: string }) {
  const id = `${verb}-${name}`;
  return (
    <label htmlFor={id} className="flex items-center gap-3">
      <Checkbox id={id} name={name} />
      <span>{label}</span>
    </label>
  );
}

function RecordFields({ today }: { today: PlainDate }) {
  const t = useTranslations("console.invoice.corrections");
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <SmallField id="record-method" label={t("method")} className="w-40">
          <Select id="record-method" name="method" defaultValue="transfer">
            {(["transfer", "cheque", "cash", "other"] as const).map((method) => (
              <option key={method} value={method}>
                {t(`methods.${method}`)}
              </option>
            ))}
          </Select>
        </SmallField>
        <SmallField id="record-day" label={t("receivedOn")} className="w-44">
          <Input id="record-day" name="receivedOn" type="date" required defaultValue={today} max={today} />
        </SmallField>
      </div>
      <SmallField id="record-reference" label={t("reference")}>
        <Input id="record-reference" name="reference" required maxLength={120} autoComplete="off" />
      </SmallField>
    </>
  );
}

const fieldsOf = (verb: Verb, t: (key: "owedAgain" | "taxRelief" | "billsAgain") => string): ReactNode => {
  if (verb === "refund") return <Choice verb={verb} name="owedAgain" label={t("owedAgain")} />;
  if (verb === "writeOff") return <Choice verb={verb} name="taxRelief" label={t("taxRelief")} />;
  return verb === "void" ? <Choice verb={verb} name="billsAgain" label={t("billsAgain")} /> : null;
};

/** What may be done about a posted invoice, by whoever may do it; an invoice that is cancelled is left alone. */
export function CorrectionActions({ view, rights }: { view: InvoicePageView; rights: CorrectionRights }) {
  const t = useTranslations("console.invoice.corrections");
  const { invoice } = view;
  const left = leftFor(view);
  const allowed = (Object.keys(permissionOf) as Verb[]).filter((verb) =>
    rights.permissions.includes(permissionOf[verb]),
  );
  return allowed.map((verb) => (
    <PreviewedDialog
      key={verb}
      name={verb}
      isOffered={left[verb] > 0n}
      hidden={{ verb, invoice: invoice.id, currency: invoice.currency }}
      act={rights.correct}
      isDanger={verb === "void" || verb === "writeOff"}
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
      {verb !== "void" && <AmountField verb={verb} minor={left[verb]} currency={invoice.currency} />}
      {verb === "record" ? <RecordFields today={rights.today} /> : <ReasonField verb={verb} />}
      {fieldsOf(verb, (key) => t(key))}
    </PreviewedDialog>
  ));
}
