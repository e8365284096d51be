import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { Route } from "next";
import { Link } from "@/components/ui/link";
import { tableRoles } from "@/components/ui/table-roles";

type SortHeadProps = {
  label: string;
  isRight?: boolean;
  className?: string;
  /** How the list is ordered by this column now, if it is. */
  sorted: "asc" | "desc" | null;
  /** Where choosing the column leads; null where nothing can be ordered by it. */
  href: Route | null;
};

/** The head of a column: where the list can be ordered by it, a link that does so. */
export function SortHead({ label, isRight = false, className, sorted, href }: SortHeadProps) {
  const Arrow = sorted === "desc" ? ArrowDown : ArrowUp;
  return (
    <th
      {...tableRoles.columnHead}
      scope="col"
      aria-sort={sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined}
      className={clsx(
        "h-9 px-2 text-micro font-medium whitespace-nowrap text-text-3 first:pl-6 last:pr-6",
        isRight ? "text-right" : "text-left",
        className,
      )}
    >
      {href ? (
        <Link
          href={href}
          scroll={false}
          className="inline-flex min-h-6 items-center gap-1 text-text-3 no-underline hover:text-text [[aria-sort]>&]:font-semibold [[aria-sort]>&]:text-text"
        >
          {label}
          {sorted && <Arrow aria-hidden size={14} strokeWidth={2} />}
        </Link>
      ) : (
        label
      )}
    </th>
  );
}
