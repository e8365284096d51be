"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { type FormEvent, type ReactNode, startTransition, useActionState, useState } from "react";
import { ExplainedAmount } from "@/components/billing/explained-amount";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Explanation } from "@/server/documents/core";

export type PreviewTable = {
  readonly title?: string;
  /** The names of the columns after the first, which names the rows. */
  readonly columns: readonly string[];
  readonly rows: readonly PreviewRow[];
  /** By what rule they were worked out. */
  readonly note?: string;
};

export type PreviewRow = {
  readonly term: string;
  readonly figures: readonly string[];
  readonly isSum?: boolean;
  /** How the last figure came about. */
  readonly explanation?: Explanation | null;
};

export type PreviewState =
  | {
      readonly kind: "preview";
      readonly tables: readonly PreviewTable[];
      /** What is promised by it: sent back with what is then done. */
      readonly previewId?: string;
    }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "done" }
  | null;

export type PreviewedAct = (before: PreviewState, form: FormData) => Promise<PreviewState>;

export type FormWords = Readonly<Record<"preview" | "confirm" | "close" | "refused" | "done", string>> & {
  /** Names what opens the working of a figure, where there is any. */
  readonly working?: string;
};

export type PreviewedFormProps = {
  /** What the form sends beside its fields. */
  hidden: Readonly<Record<string, string>>;
  words: FormWords;
  act: PreviewedAct;
  isDanger?: boolean;
  /** What closes the form, before or after it was done. */
  close: () => void;
  /** Whether it may be left before something was done. */
  canLeave?: boolean;
  children?: ReactNode;
};

function Row({ row, columns, working }: { row: PreviewRow; columns: readonly string[]; working: string }) {
  const { term, figures, isSum, explanation } = row;
  return (
    <>
      <tr className={isSum ? "border-t border-rule font-semibold" : "border-t border-row-sep"}>
        <th scope="row" className={`py-1.5 text-left ${isSum ? "font-semibold" : "font-normal"}`}>
          {term}
        </th>
        {figures.map((figure, place) => (
          <td key={columns[place]} className="tabular py-1.5 pl-4 text-right whitespace-nowrap">
            {figure}
          </td>
        ))}
      </tr>
      {explanation && (
        <tr>
          <td colSpan={columns.length + 1} className="pb-2">
            <details>
              <summary className="link inline-flex min-h-6 items-center text-small">{working}</summary>
              <div className="mt-1">
                <ExplainedAmount explanation={explanation} />
              </div>
            </details>
          </td>
        </tr>
      )}
    </>
  );
}

function Preview({ table, working }: { table: PreviewTable; working: string }) {
  return (
    <div>
      <table className="w-full border-collapse text-table" data-testid="preview">
        {table.title && <caption className="pb-1 text-left text-small text-text-2">{table.title}</caption>}
        <thead>
          <tr className="text-micro text-text-2">
            <td />
            {table.columns.map((column) => (
              <th key={column} scope="col" className="pb-1 pl-4 text-right font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Row key={`${row.term} ${row.figures.join(" ")}`} row={row} columns={table.columns} working={working} />
          ))}
        </tbody>
      </table>
      {table.note && <p className="mt-2 text-small text-text-2">{table.note}</p>}
    </div>
  );
}

/** Asks for something, shows what comes of it, and does it once that was seen. */
export function PreviewedForm({ hidden, words, act, isDanger, close, canLeave = true, children }: PreviewedFormProps) {
  const [state, send, isBusy] = useActionState(act, null);
  // What was shown holds only for what was asked: after a change it is shown anew before it can be done.
  const [version, setVersion] = useState(0);
  const [sentVersion, setSentVersion] = useState(0);
  const [requestKey] = useState(() => crypto.randomUUID());
  // Sent by hand, because a form that is its own action is emptied with every answer.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => {
      setSentVersion(version);
      send(form);
    });
  };
  const shown = state?.kind === "preview" && sentVersion === version ? state : null;
  if (state?.kind === "done") {
    return (
      <div role="status" className="flex flex-col items-start gap-4">
        <Notice
          tone="success"
          icon={<CircleCheck aria-hidden size={20} strokeWidth={1.75} />}
          title={words.done}
          className="w-full"
        />
        <Button type="button" onClick={close}>
          {words.close}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={submit} onChange={() => setVersion(version + 1)} className="flex flex-col gap-4">
      {Object.entries({ ...hidden, requestKey, previewId: shown?.previewId ?? "" }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      {shown?.tables.map((table) => (
        <Preview key={table.title ?? ""} table={table} working={words.working ?? ""} />
      ))}
      <div role="status">
        {state?.kind === "refused" && (
          <Notice tone="danger" icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />} title={words.refused}>
            {state.message}
          </Notice>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          name="step"
          value={shown ? "do" : "preview"}
          kind={shown ? (isDanger ? "danger" : "primary") : "secondary"}
          disabled={isBusy}
          aria-busy={isBusy}
        >
          {shown ? words.confirm : words.preview}
        </Button>
        {canLeave && (
          <Button type="button" kind="ghost" onClick={close}>
            {words.close}
          </Button>
        )}
      </div>
    </form>
  );
}
