import { useTranslations } from "next-intl";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PlainDate } from "@/server/kernel";
import { SmallField } from "./small-field";

/** How, when and under what reference money came from outside; the fields of a dialog are known by its name. */
export function ReceivedFields({ name, today }: { name: string; today: PlainDate }) {
  const t = useTranslations("console.received");
  return (
    <div className="flex flex-wrap gap-3">
      <SmallField id={`${name}-method`} label={t("method")} className="w-40">
        <Select id={`${name}-method`} name="method" defaultValue="transfer">
          {(["transfer", "cheque", "cash", "other"] as const).map((method) => (
            <option key={method} value={method}>
              {t(`methods.${method}`)}
            </option>
          ))}
        </Select>
      </SmallField>
      <SmallField id={`${name}-day`} label={t("receivedOn")} className="w-44">
        <Input id={`${name}-day`} name="receivedOn" type="date" required defaultValue={today} max={today} />
      </SmallField>
      <SmallField id={`${name}-reference`} label={t("reference")} className="w-full">
        <Input id={`${name}-reference`} name="reference" required maxLength={120} autoComplete="off" />
      </SmallField>
    </div>
  );
}
