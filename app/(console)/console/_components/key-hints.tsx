type KeyHint = { keys: readonly string[]; label: string };

/** The keys of a page at its foot, where there is a keyboard. */
export function KeyHints({ hints }: { hints: readonly KeyHint[] }) {
  return (
    <span className="flex gap-3 group-data-[single-keys=off]/shell:hidden max-md:hidden pointer-coarse:hidden">
      {hints.map(({ keys, label }) => (
        <span key={label}>
          {keys.map((key) => (
            <kbd
              key={key}
              className="mr-1 rounded-badge border border-border px-1.5 font-mono text-micro text-text last-of-type:mr-0"
            >
              {key}
            </kbd>
          ))}{" "}
          {label}
        </span>
      ))}
    </span>
  );
}
