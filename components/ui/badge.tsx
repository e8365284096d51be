import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

const badgeStyle = cva(
  "inline-flex h-[22px] max-w-full items-center gap-1 rounded-badge px-2 text-micro font-medium whitespace-nowrap tabular",
  {
    variants: {
      tone: {
        success: "bg-success-soft text-success",
        warning: "bg-warning-soft text-warning",
        danger: "bg-danger-soft text-danger",
        info: "bg-info-soft text-info",
        neutral: "bg-neutral-soft text-neutral",
        scheduled: "bg-scheduled-soft text-scheduled",
        brand: "bg-brand-soft text-brand",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>["tone"]>;

type BadgeProps = ComponentProps<"span"> & { tone?: BadgeTone; icon?: ReactNode };

export function Badge({ tone, icon, className, children, ...rest }: BadgeProps) {
  return (
    <span className={badgeStyle({ tone, className })} {...rest}>
      {icon}
      {children}
    </span>
  );
}
