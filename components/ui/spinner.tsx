import { clsx } from "clsx";

export function Spinner({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={clsx("size-5 animate-spin", className)}>
      <path d="M10 2a8 8 0 1 1-7.2 4.5" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}
