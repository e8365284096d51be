import { clsx } from "clsx";
import type { ReactNode } from "react";

const tones = {
  danger: "bg-danger-soft text-danger",
  warning: "bg-warning-soft text-warning",
  info: "bg-info-soft text-info",
  success: "bg-success-soft text-success",
};

type NoticeProps = {
  tone: keyof typeof tones;
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function Notice({ tone, icon, title, children, action, className }: NoticeProps) {
  return (
    <div
      className={clsx("flex flex-wrap items-center gap-x-4 gap-y-3 rounded-[10px] px-5 py-4.5", tones[tone], className)}
    >
      <span className="self-start pt-0.5">{icon}</span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-sm text-text-2">{children}</div>}
      </div>
      {action && <div className="max-sm:w-full">{action}</div>}
    </div>
  );
}
