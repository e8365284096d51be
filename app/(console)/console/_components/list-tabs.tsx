import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type ListTab = { key: string; label: ReactNode; count?: number | string; href: Route };

/** The main choice of a list, each an address; on phones the row scrolls by itself. */
export function ListTabs({ label, tabs, current }: { label: string; tabs: readonly ListTab[]; current: string }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-border px-4 md:px-6">
      <ul className="flex gap-6">
        {tabs.map(({ key, label: name, count, href }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={key === current ? "true" : undefined}
              className="inline-flex min-h-10 items-center gap-1.5 border-b-2 border-transparent text-small font-medium whitespace-nowrap text-text-2 no-underline hover:text-text aria-[current=true]:border-brand aria-[current=true]:font-semibold aria-[current=true]:text-text pointer-coarse:min-h-11"
            >
              {name}
              {count !== undefined && (
                <span className="tabular font-normal text-text-2">
                  {typeof count === "number" ? count.toLocaleString("en-GB") : count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
