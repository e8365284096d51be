import type { ReactNode } from "react";

type EmptyStateProps = { title: string; children?: ReactNode; action?: ReactNode };

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-2 py-10">
      <p className="text-h3 font-semibold">{title}</p>
      {children && <p className="max-w-prose text-text-2">{children}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
