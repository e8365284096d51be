import type { Route } from "next";
import { Link } from "@/components/ui/link";

export type FilterChip = { key: string; label: string; count: number; href: Route };

/** One of these is what the list shows; each is an address. */
export function FilterChips({
  label,
  chips,
  current,
}: {
  label: string;
  chips: readonly FilterChip[];
  current: string;
}) {
  return (
    <nav aria-label={label} className="mb-2">
      <ul className="flex flex-wrap gap-2">
        {chips.map(({ key, label: name, count, href }) => (
          <li key={key}>
            <Link
              href={href}
              scroll={false}
              aria-current={key === current ? "true" : undefined}
              className="inline-flex min-h-7 items-center gap-1.5 rounded-badge border border-border px-2.5 text-small text-text-2 no-underline hover:border-border-strong hover:text-text aria-[current=true]:border-brand aria-[current=true]:bg-brand-soft aria-[current=true]:font-medium aria-[current=true]:text-brand pointer-coarse:min-h-11"
            >
              {name} <span className="tabular font-normal">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
