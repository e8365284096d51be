import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import type { AccountPageView } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";
import { SmallField } from "../../../_components/small-field";
import { type VerbAction, VerbForm } from "../../../_components/verb-form";

type SegmentSectionProps = {
  view: AccountPageView;
  /** Null for whoever may only look. */
  set: VerbAction | null;
};

/** What kind of customer the account is, by which prices are chosen for what it buys from now on. */
export function SegmentSection({ view, set }: SegmentSectionProps) {
  const t = useTranslations("console.account.segment");
  const { id, segment } = view.account;
  const known = [...new Set([...view.segments, ...(segment === null ? [] : [segment])])].sort();
  return (
    <Section id="segment" title={t("title")}>
      <p className="text-table" data-testid="segment">
        {segment === null ? t("none") : t("is", { segment })}
      </p>
      {known.length === 0 && <Nothing>{t("noPrices")}</Nothing>}
      {set && known.length > 0 && (
        <div className="mt-3 max-w-xs">
          <VerbForm action={set} label={t("set")} refused={t("refused")} kind="secondary">
            <input type="hidden" name="account" value={id} />
            <SmallField id="segment-key" label={t("field")} className="w-full">
              <Select id="segment-key" name="segment" defaultValue={segment ?? ""} key={segment}>
                <option value="">{t("everybody")}</option>
                {known.map((key) => (
                  <option key={key} value={key}>
                    {key}
                  </option>
                ))}
              </Select>
            </SmallField>
          </VerbForm>
        </div>
      )}
    </Section>
  );
}
