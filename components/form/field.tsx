import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
};

/** The ids by which a control names its hint and its error; the error's place is always there to be filled. */
export function describedBy(id: string, hint: unknown): string {
  return hint ? `${id}-hint ${id}-error` : `${id}-error`;
}

export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  return (
    <p id={`${id}-error`} aria-live="polite" className="text-sm font-medium text-danger">
      <span className="mt-1.5 flex gap-2 has-[[data-message]:empty]:hidden">
        <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
        <span data-message>{children}</span>
      </span>
    </p>
  );
}

export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 mb-1.5 text-small text-text-3">
          {hint}
        </p>
      )}
      {children}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}
