"use client";

import { Printer } from "lucide-react";

export function PrintLink({ label }: { label: string }) {
  return (
    <button
      type="button"
      onClick={() => window.print()}
      className="link inline-flex min-h-6 items-center gap-2 font-medium noscript:hidden"
    >
      <Printer aria-hidden size={18} strokeWidth={1.75} />
      {label}
    </button>
  );
}
