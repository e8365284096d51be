import type { ReactNode } from "react";

type CheckoutSectionProps = { number: number; title: string; aside?: ReactNode; children: ReactNode };

export function CheckoutSection({ number, title, aside, children }: CheckoutSectionProps) {
  const id = `section-${number}`;
  return (
    <section
      aria-labelledby={id}
      className="relative grid grid-cols-[28px_minmax(0,1fr)] border-t border-border py-8 sm:grid-cols-[40px_minmax(0,1fr)]"
    >
      <span aria-hidden className="tabular text-h3 font-semibold text-text-3">
        {number}
      </span>
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-h3 font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      <div className="col-span-2 mt-4 sm:col-span-1 sm:col-start-2">{children}</div>
    </section>
  );
}
