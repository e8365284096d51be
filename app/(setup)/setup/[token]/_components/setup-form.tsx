"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useActionState } from "react";
import { ErrorSummary } from "@/components/form/error-summary";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Country } from "@/server/orders";
import { type CompanyField, companyFields, firstState, type SetupState } from "./setup-state";
import type { SetupWords } from "./setup-words";

export type SetupFormProps = {
  countries: readonly Country[];
  words: SetupWords;
  makeCompany: (before: SetupState, form: FormData) => Promise<SetupState>;
};

type GroupProps = { title: string; lead?: string; children: ReactNode };

function Group({ title, lead, children }: GroupProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1 border-t border-border pt-6">
      <legend className="float-left text-h3 font-semibold">{title}</legend>
      {lead && <p className="mb-3 text-sm text-text-2">{lead}</p>}
      <div className="mt-2 grid items-start gap-x-4 gap-y-3 sm:grid-cols-6">{children}</div>
    </fieldset>
  );
}

const widths = { full: "sm:col-span-6", half: "sm:col-span-3", third: "sm:col-span-2", most: "sm:col-span-4" };

export function SetupForm({ countries, words, makeCompany }: SetupFormProps) {
  const [{ values, errors, refusal }, send, isBusy] = useActionState(makeCompany, firstState);
  const failed = companyFields.filter((field) => errors[field]);
  const text = (
    field: CompanyField,
    width: keyof typeof widths,
    more: { hint?: string; autoComplete?: string } = {},
  ) => (
    <div className={widths[width]}>
      <TextField
        key={`${field}:${values[field]}`}
        id={field}
        label={words[field]}
        defaultValue={values[field]}
        error={errors[field]}
        autoFocus={failed.length === 1 && failed[0] === field}
        {...more}
      />
    </div>
  );
  return (
    <form action={send} noValidate className="flex flex-col gap-8">
      <ErrorSummary
        key={failed.join()}
        title={words.errors}
        errors={failed.map((field) => ({ field, message: errors[field] ?? "" }))}
      />
      <div role="status">
        {refusal && (
          <Notice tone="danger" icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />} title={words.refused}>
            {refusal}
          </Notice>
        )}
      </div>
      <Group title={words.you}>
        {text("name", "full", { autoComplete: "name" })}
        {text("email", "full", { hint: words.emailHint, autoComplete: "email" })}
      </Group>
      <Group title={words.company} lead={words.companyLead}>
        {text("legalName", "full", { autoComplete: "organization" })}
        {text("addressLine", "full", { autoComplete: "street-address" })}
        {text("postcode", "third", { autoComplete: "postal-code" })}
        {text("city", "most", { autoComplete: "address-level2" })}
        <div className={widths.full}>
          <SelectField
            key={values.country}
            id="country"
            label={words.country}
            defaultValue={values.country}
            error={errors.country}
            autoComplete="country"
          >
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        {text("registrationNumber", "half")}
        {text("taxId", "half")}
      </Group>
      <Group title={words.numbers}>
        {text("invoiceSeries", "third")}
        {text("creditNoteSeries", "third")}
        {text("debitNoteSeries", "third")}
      </Group>
      <Button kind="primary" width="full" disabled={isBusy} aria-busy={isBusy}>
        {words.submit}
      </Button>
    </form>
  );
}
