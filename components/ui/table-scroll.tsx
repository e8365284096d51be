import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** A table wider than its place scrolls by itself, and can be reached and named from the keyboard. */
export function TableScroll({ label, className, ...rest }: ComponentProps<"section"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className={clsx("overflow-x-auto", className)} {...rest} />
  );
}
