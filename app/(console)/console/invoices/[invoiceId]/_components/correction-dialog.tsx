"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { type FormEvent, type ReactNode, startTransition, useActionState, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type ShownRow = { readonly term: string; readonly before: string; readonly after: string };

export type CorrectionState =
  | { readonly kind: "preview"; readonly rows: readonly ShownRow[] }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "done" }
  | null;

export type CorrectInvoice = (before: CorrectionState, form: FormData) => Promise<CorrectionState>;

export type CorrectionWords = Readonly<
  Record<
    "open" | "title" | "body" | "preview" | "confirm" | "close" | "refused" | "done" | "now" | "afterwards",
    string
  >
>;

type CorrectionDialogProps = {
  verb: string;
  invoice: { id: string; currency: string };
  words: CorrectionWords;
  correct: CorrectInvoice;
  isDanger?: boolean;
  /** Once it is closed for good, a dialog that is open stays until it was read. */
  isOffered: boolean;
  children: ReactNode;
};

function Preview({ rows, words }: { rows: readonly ShownRow[]; words: CorrectionWords }) {
  return (
    <table className="w-full border-collapse text-table" data-testid="correction-preview">
      <thead>
        <tr className="text-micro text-text-2">
          <td />
          <th scope="col" className="pb-1 pl-4 text-right font-medium">
            {words.now}
          </th>
          <th scope="col" className="pb-1 pl-4 text-right font-medium">
            {words.afterwards}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ term, before, after }) => (
          <tr key={term} className="border-t border-row-sep">
            <th scope="row" className="py-1.5 text-left font-normal">
              {term}
            </th>
            <td className="tabular py-1.5 pl-4 text-right text-text-2">{before}</td>
            <td className="tabular py-1.5 pl-4 text-right font-semibold">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type FormProps = Omit<CorrectionDialogProps, "words"> & { words: CorrectionWords; close: () => void };

function CorrectionForm({ verb, invoice, words, correct, isDanger, children, close }: FormProps) {
  const [state, send, isBusy] = useActionState(correct, null);
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
  const shown = state?.kind === "preview" && sentVersion === version ? state.rows : null;
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
      <input type="hidden" name="verb" value={verb} />
      <input type="hidden" name="invoice" value={invoice.id} />
      <input type="hidden" name="currency" value={invoice.currency} />
      <input type="hidden" name="requestKey" value={requestKey} />
      {children}
      {shown && <Preview rows={shown} words={words} />}
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
        <Button type="button" kind="ghost" onClick={close}>
          {words.close}
        </Button>
      </div>
    </form>
  );
}

/** Asks for a correction, shows what it leaves, and does it once that was seen. */
export function CorrectionDialog(props: CorrectionDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { verb, words, isOffered } = props;
  const title = `correction-${verb}`;
  const open = () => {
    setOpen(true);
    dialog.current?.showModal();
  };
  return (
    <>
      {isOffered && (
        <Button type="button" size="small" aria-haspopup="dialog" onClick={open}>
          {words.open}
        </Button>
      )}
      <dialog
        ref={dialog}
        aria-labelledby={title}
        onClose={() => setOpen(false)}
        className="palette w-[min(480px,calc(100vw-48px))]! text-left"
      >
        <div className="flex flex-col gap-3 p-5 whitespace-normal">
          <h2 id={title} className="text-h3 font-semibold">
            {words.title}
          </h2>
          <p className="text-text-2">{words.body}</p>
          {isOpen && <CorrectionForm {...props} close={() => dialog.current?.close()} />}
        </div>
      </dialog>
    </>
  );
}
