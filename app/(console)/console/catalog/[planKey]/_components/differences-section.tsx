import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { TableScroll } from "@/components/ui/table-scroll";
import type { VersionDifference } from "@/server/catalog/core";
import { listOptions, toListedPrice } from "@/server/support/core";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";
import { usePriceWords } from "../../_components/price-words";
import type { ExampleProps } from "./example-section";
import { useFeatureWords } from "./feature-words";
import { planHref } from "./plan-address";
import { useScopeWords } from "./special-prices";

type Side = "before" | "after";

function useDifferenceWords() {
  const t = useTranslations("catalog.plan.differences");
  const words = usePriceWords();
  const featureWords = useFeatureWords();
  const who = useScopeWords();

  /** "each month", or "each month, accounts of segment nonprofit". */
  const placeOf = ({ interval, onlyFor }: Extract<VersionDifference, { of: "price" | "options" }>): string => {
    const every = words.every(interval).toLowerCase();
    return onlyFor === undefined ? every : t("placeFor", { interval: every, who: who(onlyFor) });
  };

  const what = (difference: VersionDifference): string => {
    switch (difference.of) {
      case "plan":
        return t(`fields.${difference.field}`);
      case "charge":
        return t("charge", { charge: difference.charge, field: t(`fields.${difference.field}`) });
      case "price": {
        const { charge, currency } = difference;
        return t("price", { charge, currency, interval: placeOf(difference) });
      }
      case "options": {
        const { charge, currency } = difference;
        return t("options", { charge, currency, interval: placeOf(difference) });
      }
      case "feature":
        return featureWords.name(difference.feature);
    }
  };

  const side = (difference: VersionDifference, of: Side): string[] => {
    switch (difference.of) {
      case "price": {
        const terms = difference[of];
        if (terms === null) return [t("nothing")];
        return toListedPrice({ terms }).parts.map((part) => words.line(part, difference.currency));
      }
      case "options": {
        const beside = difference[of];
        if (beside === null) return [t("nothing")];
        return listOptions(beside).map((option) => words.optionLine(option, difference.currency));
      }
      case "feature": {
        const value = difference[of];
        return [value === null ? t("nothing") : featureWords.value(value)];
      }
      default:
        return [difference[of] ?? t("nothing")];
    }
  };

  return { what, side };
}

function Rows({ differences }: { differences: readonly VersionDifference[] }) {
  const { what, side } = useDifferenceWords();
  return differences.map((difference) => (
    <GridRow key={`${difference.of} ${what(difference)}`}>
      <GridCell className="text-text-2">{what(difference)}</GridCell>
      {(["before", "after"] as const).map((of) => (
        <GridCell key={of} align="right" className={of === "after" ? "font-medium" : "text-text-2"}>
          {side(difference, of).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </GridCell>
      ))}
    </GridRow>
  ));
}

/** What the version that is shown does otherwise than another one. */
export function DifferencesSection({ view, address }: ExampleProps) {
  const t = useTranslations("catalog.plan.differences");
  const list = useTranslations("catalog.list");
  const { compared, plan, versions } = view;
  if (!compared) return null;
  const others = versions.filter(({ version }) => version !== plan.version && version !== compared.against);
  return (
    <Section
      id="differences"
      title={t("title", { after: plan.version, before: compared.against })}
      count={compared.differences.length}
      aside={
        others.length > 0 && (
          <span className="flex flex-wrap gap-x-3">
            {t("compare")}
            {others.map(({ version }) => (
              <Link
                key={version}
                href={planHref(plan.key, address, { against: version })}
                scroll={false}
                className="link"
              >
                {list("version", { version })}
              </Link>
            ))}
          </span>
        )
      }
    >
      {compared.differences.length === 0 ? (
        <Nothing>{t("none")}</Nothing>
      ) : (
        <TableScroll label={t("title", { after: plan.version, before: compared.against })}>
          <GridTable>
            <GridHead
              columns={[
                { key: "what", label: t("what") },
                { key: "before", label: t("before", { version: compared.against }), align: "right" },
                { key: "after", label: t("before", { version: plan.version }), align: "right" },
              ]}
            />
            <tbody>
              <Rows differences={compared.differences} />
            </tbody>
          </GridTable>
        </TableScroll>
      )}
    </Section>
  );
}
