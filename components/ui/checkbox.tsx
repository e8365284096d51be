import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { ComponentProps } from "react";

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <span className={clsx("relative inline-flex size-6 shrink-0", className)}>
      <input
        type="checkbox"
        className="peer size-full appearance-none rounded-badge border border-border-strong bg-surface checked:border-brand checked:bg-brand"
        {...rest}
      />
      <Check
        aria-hidden
        size={18}
        strokeWidth={2.5}
        className="pointer-events-none absolute inset-0 m-auto text-on-brand opacity-0 peer-checked:opacity-100"
      />
    </span>
  );
}
