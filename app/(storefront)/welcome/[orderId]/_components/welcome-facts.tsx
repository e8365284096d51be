import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { PrintLink } from "./print-link";
import type { WelcomeView } from "./welcome-view";

function Fact({ label, children, isCode = false }: { label: string; children: ReactNode; isCode?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-4 max-sm:border-t max-sm:border-border max-sm:py-3 max-sm:last:border-b sm:flex-col sm:items-start sm:justify-start sm:gap-0">
      <dt className="text-small text-text-3">{label}</dt>
      <dd className={isCode ? "font-mono text-sm" : ""}>{children}</dd>
    </div>
  );
}

export function WelcomeFacts({ view }: { view: WelcomeView }) {
  const t = useTranslations("welcome");
  return (
    <>
      <dl className="mt-6 flex flex-col sm:flex-row sm:gap-12">
        <Fact label={t("order")} isCode>
          {view.orderNumber}
        </Fact>
        {view.invoice && (
          <Fact label={t("invoice")} isCode>
            {view.invoice.number}
          </Fact>
        )}
        {view.paidWith && <Fact label={t("paidWith")}>{view.paidWith}</Fact>}
      </dl>
      <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3 max-sm:flex-col max-sm:items-stretch print:hidden">
        {view.workspaceHref && (
          <a href={view.workspaceHref} className={buttonStyle({ kind: "primary", width: "phone" })}>
            {t("openWorkspace")}
          </a>
        )}
        {view.invoice && (
          <a href={view.invoice.pdfHref} className="link inline-flex min-h-6 items-center gap-2 font-medium">
            <Download aria-hidden size={18} strokeWidth={1.75} />
            {t("downloadInvoice")}
          </a>
        )}
        <PrintLink label={t("print")} />
      </div>
    </>
  );
}
