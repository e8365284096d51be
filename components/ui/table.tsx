import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Alignment = { align?: "left" | "right" };
type CellProps = Omit<ComponentProps<"td">, "align"> & Alignment;
type HeadProps = Omit<ComponentProps<"th">, "align"> & Alignment;

const alignment = (align: Alignment["align"]) => (align === "right" ? "text-right" : "text-left");

export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table className={clsx("w-full border-collapse", className)} {...rest} />;
}

export function ColumnHead({ align, className, scope = "col", ...rest }: HeadProps) {
  return <th scope={scope} className={clsx("font-medium text-text-3", alignment(align), className)} {...rest} />;
}

export function Cell({ align, className, ...rest }: CellProps) {
  return <td className={clsx(alignment(align), className)} {...rest} />;
}

/** A table wider than its place scrolls by itself, and can be reached and named from the keyboard. */
export function TableScroll({ label, className, ...rest }: ComponentProps<"section"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className={clsx("overflow-x-auto", className)} {...rest} />
  );
}
