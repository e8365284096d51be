import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { type PolicyChoices, type PolicyOption, policyOptions } from "@/server/subscriptions/core";

const groups = [
  { key: "periods", options: ["alignment", "trialUsage"] },
  { key: "changes", options: ["proration", "parts", "credits", "changeDay", "intervalChange", "pause"] },
  { key: "times", options: ["upgrades", "downgrades"] },
  { key: "documents", options: ["ordersBilled", "changesBilled", "taxLevel", "belowZero", "voiding"] },
] as const satisfies ReadonlyArray<{ key: string; options: readonly PolicyOption[] }>;

/** The words for a value of an option. */
export function useOptionWords(): (option: PolicyOption, value: string) => string {
  const t = useTranslations("policy.options");
  return (option, value) => t(`${option}.values.${value}` as Parameters<typeof t>[0]);
}

type RowProps = { option: PolicyOption; value: string; isFixed: boolean };

function OptionRow({ option, value, isFixed }: RowProps) {
  const t = useTranslations("policy.options");
  const words = useOptionWords();
  const id = `option-${option}`;
  return (
    <div className="grid gap-x-6 gap-y-1.5 border-t border-row-sep py-2.5 first:border-t-0 md:grid-cols-[1fr_17rem] md:items-center">
      <div>
        {isFixed ? (
          <p className="text-table font-medium">{t(`${option}.label`)}</p>
        ) : (
          <label htmlFor={id} className="text-table font-medium">
            {t(`${option}.label`)}
          </label>
        )}
        <p id={`${id}-about`} className="text-small text-text-2">
          {t(`${option}.about`)}
        </p>
      </div>
      {isFixed ? (
        <p data-testid={id} className="text-table md:text-right">
          {words(option, value)}
        </p>
      ) : (
        <Select id={id} name={option} defaultValue={value} aria-describedby={`${id}-about`}>
          {policyOptions[option].map((offered) => (
            <option key={offered} value={offered}>
              {words(option, offered)}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}

/** Every convention with what is chosen for it; fixed for those who may only read. */
export function OptionRows({ choices, isFixed }: { choices: PolicyChoices; isFixed: boolean }) {
  const t = useTranslations("policy.groups");
  return (
    <div className="flex flex-col gap-6">
      {groups.map(({ key, options }) => (
        <fieldset key={key}>
          <legend className="text-micro font-medium text-text-2">{t(key)}</legend>
          {options.map((option) => (
            <OptionRow key={option} option={option} value={choices[option]} isFixed={isFixed} />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
