import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { TimeText } from "@/components/billing/time-text";
import { Link } from "@/components/ui/link";
import type { LastProof } from "@/server/proof";

const looks = {
  proved: { icon: CircleCheck, tone: "text-success" },
  residue: { icon: CircleAlert, tone: "text-danger" },
  nothing_to_compare: { icon: CircleDashed, tone: "text-text-2" },
  never: { icon: CircleDashed, tone: "text-text-2" },
} as const;

function useDifferences(): (proof: LastProof) => string {
  const equations = useTranslations("console.proof.equations.names");
  const checks = useTranslations("console.proof.checks.names");
  const nameIn = <Key extends string>(t: { (key: Key): string; has: (key: Key) => boolean }, key: string) =>
    t.has(key as Key) ? t(key as Key) : key;
  return (proof) =>
    [...proof.equations.map((id) => nameIn(equations, id)), ...proof.checks.map((id) => nameIn(checks, id))].join(", ");
}

/** What the last proof came to, when, and the way to the next. */
export function ProofLine({ proof, zone }: { proof: LastProof | null; zone: string }) {
  const t = useTranslations("operations.queue.proof");
  const differences = useDifferences();
  const verdict = proof?.verdict ?? "never";
  const { icon: Icon, tone } = looks[verdict];
  return (
    <section
      aria-label={t("label")}
      data-proof={verdict}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-2 text-table md:px-6"
    >
      <span className={`inline-flex min-w-0 items-center gap-2 font-medium ${tone}`}>
        <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
        {t(verdict, { what: proof ? differences(proof) : "" })}
      </span>
      {proof && (
        <span className="text-text-2">
          {t.rich("at", { at: () => <TimeText at={proof.at} zone={zone} withDay /> })}
        </span>
      )}
      <Link
        href={"/console/proof" as Route}
        className="ml-auto inline-flex min-h-6 items-center font-medium text-brand no-underline hover:underline pointer-coarse:min-h-11"
      >
        {t(verdict === "residue" ? "look" : "prove")}
      </Link>
    </section>
  );
}
