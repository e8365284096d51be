import type { ReactNode } from "react";
import { SkipLink } from "@/components/layout/skip-link";
import { bricolage, bricolageExtended } from "./fonts";

export default function StorefrontLayout({ children }: { children: ReactNode }) {
  return (
    <div
      data-density="store"
      className={`${bricolage.variable} ${bricolageExtended.variable} flex min-h-dvh flex-col bg-bg`}
    >
      <SkipLink />
      {children}
    </div>
  );
}
