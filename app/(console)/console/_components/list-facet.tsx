import type { Route } from "next";
import { Link } from "@/components/ui/link";

export type FacetValue = { key: string; name: string; count: number; href: Route };

type ListFacetProps = { label: string; values: readonly FacetValue[]; current: string | null };

/** What could be chosen beside, and how much would be shown then; choosing it again takes it back. */
export function ListFacet({ label, values, current }: ListFacetProps) {
  return (
    <nav aria-label={label} className="min-w-0 px-4 py-2 md:first:pl-6">
      <p className="text-micro text-text-2">{label}</p>
      <ul className="-mx-1.5 flex flex-wrap gap-x-2">
        {values.map(({ key, name, count, href }) => (
          <li key={key}>
            <Link
              href={href}
              scroll={false}
              aria-current={key === current ? "true" : undefined}
              className="inline-flex min-h-7 items-center gap-1.5 rounded-badge px-1.5 text-small font-medium text-text no-underline hover:bg-sunken aria-[current=true]:bg-brand-soft aria-[current=true]:text-brand pointer-coarse:min-h-11"
            >
              {name} <span className="tabular font-normal opacity-90">{count.toLocaleString("en-GB")}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
