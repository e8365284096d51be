"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type Refusal = { readonly message: string } | null;

export type VerbAction = (before: Refusal, form: FormData) => Promise<Refusal>;

type VerbFormProps = {
  action: VerbAction;
  label: string;
  refused: string;
  kind?: "primary" | "secondary" | "danger";
  disabled?: boolean;
  children?: ReactNode;
};

/** A button that does what cannot be undone: it waits for the answer, takes no second press, and says why it was refused. */
export function VerbForm({ action, label, refused, kind = "primary", disabled = false, children }: VerbFormProps) {
  const [refusal, send, isBusy] = useActionState(action, null);
  return (
    <form action={send} className="flex flex-col items-start gap-3">
      {children}
      <Button kind={kind} disabled={disabled || isBusy} aria-busy={isBusy}>
        {label}
      </Button>
      <div role="status" className="w-full">
        {refusal && (
          <Notice tone="danger" icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />} title={refused}>
            {refusal.message}
          </Notice>
        )}
      </div>
    </form>
  );
}
