import { clsx } from "clsx";

/** Stands where content will stand; hidden for the first 150 ms so that a quick answer does not flicker. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx("block animate-[appear_150ms_150ms_both] rounded-badge bg-neutral-soft", className)}
    />
  );
}
