import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { TableScroll } from "@/components/ui/table-scroll";
import type { ProofReport } from "@/server/proof";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../_components/grid-table";
import { Nothing, Section } from "../../_components/section";

const countable = ["entries", "documents", "accounts"] as const;

type Equation = ProofReport["equations"][number];

type Names = Readonly<Record<string, string>>;

function EquationRow({ equation, sellerNames }: { equation: Equation; sellerNames: Names }) {
  const t = useTranslations("console.proof.equations");
  const { id, currency, ledgerMinor, documentsMinor, residueMinor } = equation;
  const seller = sellerNames[equation.seller] ?? equation.seller;
  const figure = (minor: bigint) => <MoneyText minor={minor} currency={currency} symbol={false} />;
  const counted = countable.flatMap((what) => {
    const count = equation.compared[what];
    return count === undefined ? [] : [t(`counted.${what}`, { count })];
  });
  return (
    <GridRow data-equation={id}>
      <GridCell>
        <span className="block font-medium">{t(`names.${id}`)}</span>
        <span className="block text-small text-text-2">{counted.join(", ")}</span>
        <span className="text-small text-text-2 md:hidden">{`${seller}, ${currency}`}</span>
      </GridCell>
      <GridCell className={`${wideOnly} text-text-2`}>{seller}</GridCell>
      <GridCell className={`${wideOnly} text-text-2`}>{currency}</GridCell>
      <GridCell align="right" className={wideOnly}>
        {figure(ledgerMinor)}
      </GridCell>
      <GridCell align="right" className={wideOnly}>
        {figure(documentsMinor)}
      </GridCell>
      <GridCell align="right" className="font-semibold">
        {figure(residueMinor)}
      </GridCell>
      <GridCell align="right">
        <StatusBadge object="proof" status={residueMinor === 0n ? "passed" : "failed"} />
      </GridCell>
    </GridRow>
  );
}

type EquationsSectionProps = { equations: ProofReport["equations"]; sellerNames: Names };

export function EquationsSection({ equations, sellerNames }: EquationsSectionProps) {
  const t = useTranslations("console.proof.equations");
  return (
    <Section id="equations" title={t("title")} count={equations.length} aside={t("aside")}>
      {equations.length === 0 && <Nothing>{t("none")}</Nothing>}
      {equations.length > 0 && (
        <TableScroll label={t("title")}>
          <GridTable>
            <GridHead
              columns={[
                { key: "name", label: t("name") },
                { key: "seller", label: t("seller"), isWide: true },
                { key: "currency", label: t("currency"), isWide: true },
                { key: "ledger", label: t("ledger"), align: "right", isWide: true },
                { key: "documents", label: t("documents"), align: "right", isWide: true },
                { key: "residue", label: t("residue"), align: "right" },
                { key: "verdict", label: "", align: "right" },
              ]}
            />
            <tbody>
              {equations.map((equation) => (
                <EquationRow
                  key={`${equation.id} ${equation.seller} ${equation.currency}`}
                  equation={equation}
                  sellerNames={sellerNames}
                />
              ))}
            </tbody>
          </GridTable>
        </TableScroll>
      )}
    </Section>
  );
}
