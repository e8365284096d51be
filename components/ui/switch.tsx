import type { ComponentProps, ReactNode } from "react";

type SwitchProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode };

// A native checkbox says by itself whether it is on, so this role needs no aria-checked.
const asSwitch = { role: "switch" } as const;

export function Switch({ label, ...rest }: SwitchProps) {
  return (
    <label className="inline-flex min-h-11 items-center gap-3 text-sm font-medium">
      <input
        type="checkbox"
        {...asSwitch}
        className="relative h-6 w-10 shrink-0 appearance-none rounded-full border border-border-strong bg-surface transition-colors duration-120 before:absolute before:top-[3px] before:left-[3px] before:size-4 before:rounded-full before:bg-border-strong before:transition-transform before:duration-120 checked:border-brand checked:bg-brand checked:before:translate-x-4 checked:before:bg-surface"
        {...rest}
      />
      {label}
    </label>
  );
}
