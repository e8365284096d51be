import { useTranslations } from "next-intl";
import type { CatalogPlanView } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";
import { useFeatureWords } from "./feature-words";

export function FeaturesSection({ features }: { features: CatalogPlanView["plan"]["features"] }) {
  const t = useTranslations("catalog.plan.features");
  const words = useFeatureWords();
  const all = Object.entries(features);
  return (
    <Section id="features" title={t("title")} count={all.length}>
      {all.length === 0 ? (
        <Nothing>{t("none")}</Nothing>
      ) : (
        <GridTable className="md:max-w-160">
          <GridHead
            columns={[
              { key: "feature", label: t("feature") },
              { key: "value", label: t("value"), align: "right" },
            ]}
          />
          <tbody>
            {all.map(([feature, value]) => (
              <GridRow key={feature}>
                <GridCell>{words.name(feature)}</GridCell>
                <GridCell align="right" className="text-text-2">
                  {words.value(value)}
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      )}
    </Section>
  );
}
