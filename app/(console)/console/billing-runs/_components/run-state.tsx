import { CircleAlert, CircleCheck, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { NamedBillRun } from "@/server/support";

const looks = {
  running: { tone: "info", icon: RotateCw },
  completed: { tone: "success", icon: CircleCheck },
  completed_with_errors: { tone: "danger", icon: CircleAlert },
} as const;

export function RunState({ run }: { run: Pick<NamedBillRun, "status" | "errorCount"> }) {
  const t = useTranslations("operations.runs.state");
  const state = run.status === "completed" && run.errorCount > 0 ? "completed_with_errors" : run.status;
  const { tone, icon: Icon } = looks[state];
  return (
    <Badge
      tone={tone}
      icon={<Icon aria-hidden size={14} strokeWidth={2} className="shrink-0" />}
      data-testid="status"
      data-status={state}
    >
      {t(state)}
    </Badge>
  );
}
