import { clsx } from "clsx";

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.slice(0, 1) ?? "");
  return letters.join("").toUpperCase();
}

export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-neutral-soft text-micro font-semibold text-neutral",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
