import { clsx } from "clsx";
import type { ReactNode } from "react";

type SmallFieldProps = { id: string; label: ReactNode; className?: string; children: ReactNode };

/** A control under a small label, for the rows of filters above a list. */
export function SmallField({ id, label, className, children }: SmallFieldProps) {
  return (
    <div className={clsx("grid min-w-0 gap-1", className)}>
      <label htmlFor={id} className="text-micro text-text-2">
        {label}
      </label>
      {children}
    </div>
  );
}
