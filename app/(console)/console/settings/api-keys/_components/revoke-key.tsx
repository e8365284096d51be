"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { type VerbAction, VerbForm } from "../../../_components/verb-form";

export type RevokeWords = Readonly<
  Record<"open" | "openOf" | "title" | "body" | "confirm" | "keep" | "refused", string>
>;

type RevokeKeyProps = { keyId: string; revoke: VerbAction; words: RevokeWords };

/** Asks once more before a key ends, as what uses it stops at once. */
export function RevokeKey({ keyId, revoke, words }: RevokeKeyProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = `revoke-${keyId}`;
  return (
    <>
      <Button
        type="button"
        size="small"
        aria-haspopup="dialog"
        aria-label={words.openOf}
        onClick={() => dialog.current?.showModal()}
      >
        {words.open}
      </Button>
      <dialog ref={dialog} aria-labelledby={title} className="palette w-[min(440px,calc(100vw-48px))]! text-left">
        <div className="flex flex-col items-start gap-3 p-5 whitespace-normal">
          <h2 id={title} className="text-h3 font-semibold break-words">
            {words.title}
          </h2>
          <p className="text-text-2">{words.body}</p>
          <div className="flex flex-wrap items-start gap-2">
            <VerbForm action={revoke} label={words.confirm} refused={words.refused} kind="danger">
              <input type="hidden" name="key" value={keyId} />
            </VerbForm>
            <Button type="button" onClick={() => dialog.current?.close()}>
              {words.keep}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  );
}
