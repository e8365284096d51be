import { cva, type VariantProps } from "class-variance-authority";

export const buttonStyle = cva(
  "inline-flex items-center justify-center gap-2 rounded-control border px-(--control-pad) text-button whitespace-nowrap no-underline transition-colors duration-120 ease-out aria-busy:cursor-progress disabled:cursor-not-allowed",
  {
    variants: {
      kind: {
        primary:
          "border-transparent bg-brand font-semibold text-on-brand hover:bg-brand-hover hover:text-on-brand-hover disabled:bg-neutral-soft disabled:text-text-3",
        secondary:
          "border-control bg-surface [font-weight:var(--control-weight)] text-text hover:bg-sunken disabled:text-text-3",
        ghost: "border-transparent bg-transparent text-text-2 font-medium hover:bg-sunken hover:text-text",
        danger: "border-transparent bg-danger-fill font-semibold text-on-danger hover:opacity-90",
      },
      size: {
        normal: "min-h-(--control)",
        small: "min-h-7 px-2.5 pointer-coarse:min-h-11",
        large: "min-h-14 text-lead",
        icon: "size-(--control) px-0",
      },
      width: { auto: "", full: "w-full", phone: "max-sm:w-full" },
    },
    defaultVariants: { kind: "secondary", size: "normal", width: "auto" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
