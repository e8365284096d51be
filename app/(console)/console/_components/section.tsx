import { clsx } from "clsx";
import type { ReactNode } from "react";

type SectionProps = {
  id: string;
  title: string;
  count?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Sections part by a border, their rows by the softer line. */
export function Section({ id, title, count, aside, className, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={clsx("border-b border-border px-4 py-5 md:px-6", className)}>
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-sm font-semibold">
          {title} {count !== undefined && <span className="tabular ml-1 font-normal text-text-2">{count}</span>}
        </h2>
        {aside && <div className="text-small text-text-2">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="py-1 text-small text-text-2">{children}</p>;
}
