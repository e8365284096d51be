"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A column on wide screens and a drawer on narrow ones, which the new key closes on arrival in another room. */
export function Rail({ children }: { children: ReactNode }) {
  const path = usePathname();
  return (
    <aside
      key={path}
      id="rail"
      popover="auto"
      className="drawer w-[232px] flex-col border-r border-border bg-bg [&:popover-open]:flex md:sticky md:top-0 md:flex"
    >
      {children}
    </aside>
  );
}
