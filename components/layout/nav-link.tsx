"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

type NavLinkProps = { href: string; exact?: boolean; className: string; children: ReactNode };

/** Carries `aria-current`, by which it is also styled. */
export function NavLink({ href, exact = false, className, children }: NavLinkProps) {
  const path = usePathname();
  const isCurrent = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link href={href as Route} aria-current={isCurrent ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}
