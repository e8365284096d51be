import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
};

/** The ids by which a control names its hint and its error. */
export function describedBy(id: string, texts: { hint?: unknown; error?: unknown }): string | undefined {
  const ids = [texts.hint ? `${id}-hint` : "", texts.error ? `${id}-error` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  return (
    <p id={`${id}-error`} aria-live="polite" className="text-sm font-medium text-danger empty:hidden">
      {children && (
        <span className="mt-1.5 flex gap-2">
          <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          <span>{children}</span>
        </span>
      )}
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
