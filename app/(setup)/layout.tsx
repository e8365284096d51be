import type { ReactNode } from "react";
import { SkipLink } from "@/components/layout/skip-link";

export default function SetupLayout({ children }: { children: ReactNode }) {
  return (
    <div data-density="store" className="flex min-h-dvh flex-col bg-bg">
      <SkipLink />
      {children}
    </div>
  );
}
