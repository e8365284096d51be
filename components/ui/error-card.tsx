import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type ErrorCardProps = { title: string; children: ReactNode; reference?: ReactNode; retry?: ReactNode };

export function ErrorCard({ title, children, reference, retry }: ErrorCardProps) {
  return (
    <div role="alert" className="flex gap-4 rounded-card border border-border bg-surface p-5">
      <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-col items-start gap-1">
        <p className="font-semibold">{title}</p>
        <div className="text-text-2">{children}</div>
        {reference && <p className="font-mono text-small text-text-3">{reference}</p>}
        {retry && <div className="mt-3">{retry}</div>}
      </div>
    </div>
  );
}
