import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { Link } from "@/components/ui/link";
import { TableScroll } from "@/components/ui/table-scroll";
import { dayInZone } from "@/server/kernel";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Section } from "../../../_components/section";
import type { ExampleProps } from "./example-section";
import { planHref } from "./plan-address";

export function VersionsSection({ view, address, zone }: ExampleProps & { zone: string }) {
  const t = useTranslations("catalog.plan.versions");
  const list = useTranslations("catalog.list");
  return (
    <Section id="versions" title={t("title")} count={view.versions.length}>
      <TableScroll label={t("title")}>
        <GridTable>
          <GridHead
            columns={[
              { key: "version", label: t("version") },
              { key: "state", label: t("state") },
              { key: "published", label: t("published") },
              { key: "subscriptions", label: t("subscriptions"), align: "right" },
            ]}
          />
          <tbody>
            {view.versions.map(({ version, state, publishedAt, subscriptionCount }) => (
              <GridRow key={version} data-testid={`row-v${version}`}>
                <GridCell className="font-medium">
                  {version === view.plan.version ? (
                    <>
                      {list("version", { version })} <span className="font-normal text-text-2">{t("shown")}</span>
                    </>
                  ) : (
                    <Link
                      href={planHref(view.plan.key, address, { version, against: null })}
                      className="inline-flex min-h-6 items-center text-brand no-underline hover:underline"
                    >
                      {list("version", { version })}
                    </Link>
                  )}
                </GridCell>
                <GridCell>
                  <StatusBadge object="rate_plan" status={state} />
                </GridCell>
                <GridCell className="text-text-2">
                  {publishedAt ? <DayText day={dayInZone(publishedAt, zone)} /> : "–"}
                </GridCell>
                <GridCell align="right" className="tabular">
                  {subscriptionCount.toLocaleString("en-GB")}
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      </TableScroll>
      <p className="mt-2 max-w-[70ch] text-small text-text-2">{t("kept")}</p>
    </Section>
  );
}
