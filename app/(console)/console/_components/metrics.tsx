import type { ReactNode } from "react";

export type Metric = { key: string; label: string; value: ReactNode; note?: ReactNode };

/** A strip of figures, each with its name above and what it means below. */
export function Metrics({ metrics }: { metrics: readonly Metric[] }) {
  return (
    <dl className="grid grid-cols-2 border-b border-border md:flex md:divide-x md:divide-border">
      {metrics.map(({ key, label, value, note }) => (
        <div
          key={key}
          className="min-w-0 border-border px-4 py-3 max-md:odd:border-r max-md:not-first:border-t max-md:nth-2:border-t-0 md:flex-auto md:first:pl-6"
        >
          <dt className="text-micro text-text-2">{label}</dt>
          <dd className="tabular text-h3 font-semibold">{value}</dd>
          {note && <dd className="text-small text-text-2">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
