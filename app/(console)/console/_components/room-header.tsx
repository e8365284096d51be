import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

/** The head of a list: its name, and what can be done with it. */
export function RoomHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-border px-4 py-2 md:px-6">
      <h1 className="text-h3 font-semibold">{title}</h1>
      {children}
    </div>
  );
}

type RecordHeaderProps = {
  crumbs: ReadonlyArray<{ href?: string; label: ReactNode }>;
  title: ReactNode;
  badges?: ReactNode;
  facts?: ReactNode;
  actions?: ReactNode;
};

/** The head of one record: where it stands, what it is called, and how it is doing. */
export function RecordHeader({ crumbs, title, badges, facts, actions }: RecordHeaderProps) {
  const t = useTranslations("console.shell");
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-b border-border px-4 py-4 md:px-6">
      <div className="min-w-0">
        <nav aria-label={t("crumbs")} className="text-micro text-text-2">
          <ol className="flex flex-wrap items-center gap-1.5">
            {crumbs.map(({ href, label }, place) => (
              <li key={href ?? place} className="flex items-center gap-1.5">
                {place > 0 && <ChevronRight aria-hidden size={14} strokeWidth={1.75} className="text-text-3" />}
                {href ? (
                  <Link href={href as Route} className="py-1 text-text-2 no-underline hover:text-text hover:underline">
                    {label}
                  </Link>
                ) : (
                  label
                )}
              </li>
            ))}
          </ol>
        </nav>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-h2 font-semibold tracking-[-0.01em] break-words">{title}</h1>
          {badges}
        </div>
        {facts && <div className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-small text-text-2">{facts}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
