"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { type FormWords, PreviewedForm, type PreviewedFormProps } from "./previewed-form";

export type PreviewedWords = FormWords & Readonly<Record<"open" | "title" | "body", string>>;

export type PreviewedDialogProps = Omit<PreviewedFormProps, "words" | "close" | "canLeave"> & {
  name: string;
  words: PreviewedWords;
  /** Once it is closed for good, a dialog that is open stays until it was read. */
  isOffered: boolean;
};

/** A button that opens such a form over the page. */
export function PreviewedDialog(props: PreviewedDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { name, words, isOffered } = props;
  const title = `dialog-${name}`;
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
        className="palette w-[min(480px,100vw)]! text-left max-[60rem]:w-screen!"
      >
        <div className="flex min-h-0 flex-col gap-3 overflow-y-auto overscroll-contain p-5 whitespace-normal">
          <h2 id={title} className="text-h3 font-semibold">
            {words.title}
          </h2>
          <p className="text-text-2">{words.body}</p>
          {isOpen && <PreviewedForm {...props} close={() => dialog.current?.close()} />}
        </div>
      </dialog>
    </>
  );
}
