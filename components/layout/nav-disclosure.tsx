"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavDisclosureProps = {
  label: string;
  items: ReadonlyArray<{ href: string; label: string }>;
  icon: ReactNode;
  children: ReactNode;
};

/** The navigation of narrow screens: names the current room and opens to all of them, and closes on arrival. */
export function NavDisclosure({ label, items, icon, children }: NavDisclosureProps) {
  const path = usePathname();
  const fitting = items.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  const current = fitting.toSorted((a, b) => b.href.length - a.href.length).at(0);
  return (
    <details key={path} className="group relative">
      <summary className="flex min-h-(--control) items-center justify-between rounded-control border border-border-strong bg-surface px-3.5">
        <span>
          <span className="sr-only">{label}: </span>
          {current?.label}
        </span>
        {icon}
      </summary>
      <div className="absolute inset-x-0 top-full z-20 mt-1 rounded-control border border-border bg-surface p-1 shadow-pop">
        {children}
      </div>
    </details>
  );
}
