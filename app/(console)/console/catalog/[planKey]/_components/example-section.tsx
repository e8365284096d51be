import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MoneyText } from "@/components/billing/money-text";
import { AutoForm } from "@/components/form/auto-form";
import { describedBy, FieldError } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { CatalogPlanView } from "@/server/support";
import { Section } from "../../../_components/section";
import { SmallField } from "../../../_components/small-field";
import { usePriceWords } from "../../_components/price-words";
import { askedCount, type PlanAddress, planHref, writeInterval } from "./plan-address";

export type ExampleProps = { view: CatalogPlanView; address: PlanAddress };

type CountFieldProps = { id: string; label: string; typed: string; first: bigint | null; refusal: ReactNode };

function CountField({ id, label, typed, first, refusal }: CountFieldProps) {
  const t = useTranslations("catalog.plan.example");
  const error = askedCount(typed) === "unreadable" ? t("unreadable") : refusal;
  return (
    <SmallField id={id} label={label} className="max-md:w-full md:w-40">
      <Input
        id={id}
        name={id}
        inputMode="numeric"
        maxLength={20}
        defaultValue={typed === "" ? (first ?? "").toString() : typed}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, null)}
      />
      <FieldError id={id}>{error}</FieldError>
    </SmallField>
  );
}

function Counts({ view, address }: ExampleProps) {
  const t = useTranslations("catalog.plan.example");
  const words = usePriceWords();
  const { plan, charges, isQuantitySold } = view;
  const range = { name: plan.name, min: plan.quantityMin, max: plan.quantityMax };
  return (
    <>
      {charges.some(({ followsQuantity }) => followsQuantity) && (
        <CountField
          id="quantity"
          label={t("quantity")}
          typed={address.quantity}
          first={view.quantity}
          refusal={isQuantitySold ? undefined : t("notSold", range)}
        />
      )}
      {charges
        .filter(({ kind }) => kind === "usage")
        .map(({ key, name, quantity }) => (
          <CountField
            key={key}
            id={`used.${key}`}
            label={t("used", { name, per: words.per(view.interval) })}
            typed={address.used[key] ?? ""}
            first={quantity}
            refusal={undefined}
          />
        ))}
    </>
  );
}

function Controls({ view, address }: ExampleProps) {
  const t = useTranslations("catalog.plan.example");
  const words = usePriceWords();
  const { plan, currency, interval, currencies, intervals } = view;
  const term = interval ? writeInterval(interval) : "";
  const values = {
    ...{ ccy: currency, term, quantity: address.quantity || (view.quantity ?? "").toString() },
    ...Object.fromEntries(
      view.charges.map((one) => [`used.${one.key}`, address.used[one.key] ?? String(one.quantity)]),
    ),
  };
  return (
    <AutoForm
      id="example"
      action={planHref(plan.key, {
        ...address,
        version: null,
        against: null,
        currency: null,
        interval: null,
        quantity: "",
        used: {},
      })}
      values={values}
      className="flex flex-wrap items-start gap-x-3 gap-y-2"
    >
      {address.version !== null && <input type="hidden" name="version" value={address.version} />}
      {address.against !== null && <input type="hidden" name="against" value={address.against} />}
      <SmallField id="ccy" label={t("currency")} className="w-28">
        <Select id="ccy" name="ccy" defaultValue={currency}>
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </SmallField>
      {intervals.length > 0 && (
        <SmallField id="term" label={t("interval")} className="w-40">
          <Select id="term" name="term" defaultValue={term}>
            {intervals.map((one) => (
              <option key={writeInterval(one)} value={writeInterval(one)}>
                {words.every(one)}
              </option>
            ))}
          </Select>
        </SmallField>
      )}
      <Counts view={view} address={address} />
      <noscript>
        <Button>{t("show")}</Button>
      </noscript>
    </AutoForm>
  );
}

/** For how many, in which currency and how often billed: every example on the page follows. */
export function ExampleSection({ view, address }: ExampleProps) {
  const t = useTranslations("catalog.plan.example");
  const words = usePriceWords();
  const { totalMinor, currency, interval, charges } = view;
  return (
    <Section id="example-title" title={t("title")}>
      <Controls view={view} address={address} />
      <p role="status" className="mt-3 text-base">
        {totalMinor === null
          ? t("noTotal")
          : t.rich("total", {
              amount: () => (
                <strong className="font-semibold">
                  <MoneyText minor={totalMinor} currency={currency} testId="amt-net" />
                </strong>
              ),
              per: words.per(interval),
            })}{" "}
        {charges.some(({ kind }) => kind === "one_time") && interval !== null && t("once")}
      </p>
    </Section>
  );
}
