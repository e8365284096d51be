import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { type InvoicePaper as Paper, writeInvoicePaper } from "@/server/documents/core";
import { isCreditNote } from "@/server/invoices/core";
import type { InvoicePageView } from "@/server/support";

function Sums({ sums, isStrong = false }: { sums: Paper["sums"]; isStrong?: boolean }): ReactNode {
  return sums.map(({ term, amount }) => (
    <div
      key={term}
      className={`flex justify-between gap-6 py-1 ${isStrong ? "border-t border-rule pt-1.5 font-semibold" : ""}`}
    >
      <dt>{term}</dt>
      <dd className="tabular whitespace-nowrap">{amount}</dd>
    </div>
  ));
}

function PaperLines({ paper }: { paper: Paper }) {
  return (
    <table className="mt-6 w-full border-collapse text-left">
      <thead>
        <tr className="border-b border-rule text-micro text-text-2">
          {paper.columns.map((column, place) => (
            <th key={column} scope="col" className={`pb-1.5 font-medium ${place === 0 ? "" : "pl-3 text-right"}`}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {paper.lines.map((line) => (
          <tr key={`${line.description} ${line.period}`} className="border-b border-row-sep align-top">
            <td className="py-2.5">
              {line.description}
              <span className="block text-micro text-text-2">{line.period}</span>
            </td>
            {[line.quantity, line.unitPrice, line.rate, line.net].map((figure, place) => (
              <td key={paper.columns[place + 1]} className="py-2.5 pl-3 text-right whitespace-nowrap">
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The document as the buyer has it: white in both themes, and saying what the PDF says. */
export function InvoicePaper({ view }: { view: InvoicePageView }) {
  const { invoice, seller, payments, amends, amendments, corrects } = view;
  const replacement = amendments.find(({ kind }) => kind === "replacement");
  const replacedBy = replacement?.number ? { number: replacement.number, issueOn: replacement.issueOn } : null;
  const paper = writeInvoicePaper({
    ...{ ...invoice, seller, payments, amends, replacedBy, corrects },
    isCreditNote: isCreditNote(invoice, seller),
  });
  return (
    <article
      data-theme="light"
      aria-label={paper.title}
      className="border border-border bg-paper p-5 text-small text-text md:p-8"
    >
      <header className="flex items-start justify-between gap-6">
        <div>
          <Logo className="gap-2" />
          <address className="mt-3 text-micro text-text-2 not-italic">
            {[paper.seller.name, ...paper.seller.lines].map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </address>
        </div>
        <div className="text-right">
          <p className="text-h3 font-semibold">{paper.heading}</p>
          <p className="font-mono text-micro text-text-2">{paper.number}</p>
        </div>
      </header>
      <div className="mt-8 grid gap-6 sm:grid-cols-2">
        <div>
          <p className="text-micro text-text-2">{paper.buyer.label}</p>
          <p className="font-semibold">{paper.buyer.name}</p>
          <address className="text-micro text-text-2 not-italic">
            {paper.buyer.lines.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </address>
        </div>
        <dl className="flex flex-col gap-1">
          {paper.facts.map(({ term, value }) => (
            <div key={term} className="flex justify-between gap-4">
              <dt className="text-text-2">{term}</dt>
              <dd className="tabular">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <PaperLines paper={paper} />
      <dl className="mt-3 ml-auto max-w-[300px]">
        <Sums sums={paper.sums} />
        <Sums sums={[paper.total]} isStrong />
        <Sums sums={paper.payments} />
        <Sums sums={[paper.balance]} isStrong />
      </dl>
      {[...paper.notes, paper.questions].map((note) => (
        <p key={note} className="mt-3 text-micro text-text-2">
          {note}
        </p>
      ))}
    </article>
  );
}
