import { clsx } from "clsx";
import type { ComponentProps } from "react";

export const inputStyle =
  "w-full min-h-(--control) rounded-control border border-border-strong bg-surface px-3.5 text-text placeholder:text-text-3 aria-invalid:border-2 aria-invalid:border-danger aria-invalid:px-[13px] disabled:bg-sunken disabled:text-text-2 pointer-coarse:text-base";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={clsx(inputStyle, className)} {...rest} />;
}
