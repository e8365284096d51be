import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Logo } from "./logo";
import { PageMain } from "./page-main";
import { SkipLink } from "./skip-link";

type SystemPageProps = {
  page: string;
  code: string;
  title: string;
  homeLabel: string;
  children: ReactNode;
  actions: ReactNode;
};

export function SystemPage({ page, code, title, homeLabel, children, actions }: SystemPageProps) {
  return (
    <div data-density="store" className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex h-[71px] w-full max-w-[1248px] items-center px-5 sm:px-6">
        <Link href={"/" as Route} aria-label={homeLabel} className="flex text-text">
          <Logo />
        </Link>
      </header>
      <PageMain
        page={page}
        className="mx-auto flex w-full max-w-[1248px] flex-1 flex-col justify-center px-5 pb-32 sm:px-6"
      >
        <p className="font-mono text-sm text-text-3">{code}</p>
        <h1 className="mt-3 max-w-[18ch] text-display font-semibold tracking-[-0.02em]">{title}</h1>
        <div className="mt-5 flex max-w-[60ch] flex-col gap-3 text-lead text-text-2">{children}</div>
        <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">{actions}</div>
      </PageMain>
    </div>
  );
}
