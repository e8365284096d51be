import { Fragment } from "react";
import type { Explanation } from "@/server/documents/core";

/** How an amount came about: in a sentence, step by step, and as the data that it can be worked out from again. */
export function ExplainedAmount({ explanation }: { explanation: Explanation }) {
  const { sentence, steps, data } = explanation;
  return (
    <div className="border-l-2 border-brand py-1 pl-4 text-small">
      <p className="text-text-2">{sentence}</p>
      <dl className="tabular mt-2 grid max-w-xl grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        {steps.map(({ term, working, result }) => (
          <Fragment key={`${term} ${working}`}>
            <dt className="max-sm:col-span-2">{term}</dt>
            <dd className="text-text-2">{working}</dd>
            <dd className="text-right font-medium">{result}</dd>
          </Fragment>
        ))}
      </dl>
      <details className="mt-2">
        <summary className="link inline-flex min-h-6 items-center">JSON</summary>
        <pre className="mt-1 max-w-xl overflow-x-auto rounded-control bg-sunken p-3 font-mono text-micro">
          {JSON.stringify(data, null, 2)}
        </pre>
      </details>
    </div>
  );
}
