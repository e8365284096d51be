import { clsx } from "clsx";

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.slice(0, 1) ?? "");
  return letters.join("").toUpperCase();
}

const sizes = { normal: "size-8 text-micro", small: "size-6 text-[10px]" };

export function Avatar({ name, size = "normal" }: { name: string; size?: keyof typeof sizes }) {
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-neutral-soft font-semibold text-neutral",
        sizes[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
