import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import { Notice } from "@/components/ui/notice";
import type { ProofReport } from "@/server/proof";
import { Metrics } from "../../_components/metrics";
import { RoomHeader } from "../../_components/room-header";
import { ChecksSection } from "./checks-section";
import { EquationsSection } from "./equations-section";

export type ProofScreenProps = {
  report: ProofReport;
  zone: string;
  /** The names behind the keys by which the report calls the sellers. */
  sellerNames: Readonly<Record<string, string>>;
};

export function ProofScreen({ report, zone, sellerNames }: ProofScreenProps) {
  const t = useTranslations("console.proof");
  const { compared, ok } = report;
  const isEmpty = compared.documents + compared.entries + compared.payments === 0;
  const words = ok ? "holds" : isEmpty ? "empty" : "residue";
  const Icon = ok ? CircleCheck : CircleAlert;
  return (
    <PageMain page="F7" state={isEmpty ? "empty" : "ready"} data-proof={words}>
      <RoomHeader title={t("title")}>
        <p className="text-small text-text-2">
          {t("asOf")} <TimeText at={new Date(report.at)} zone={zone} withDay />
        </p>
      </RoomHeader>
      <div className="px-4 py-4 md:px-6">
        <Notice
          tone={ok ? "success" : "danger"}
          icon={<Icon aria-hidden size={20} strokeWidth={1.75} />}
          title={t(`verdicts.${words}`)}
        >
          {t(`meanings.${words}`)}
        </Notice>
      </div>
      <div className="border-t border-border">
        <Metrics
          metrics={[
            { key: "documents", label: t("documents"), value: compared.documents.toLocaleString("en-GB") },
            { key: "entries", label: t("entries"), value: compared.entries.toLocaleString("en-GB") },
            { key: "payments", label: t("payments"), value: compared.payments.toLocaleString("en-GB") },
          ]}
        />
      </div>
      <EquationsSection equations={report.equations} sellerNames={sellerNames} />
      <ChecksSection checks={report.checks} />
    </PageMain>
  );
}
