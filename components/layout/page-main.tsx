import type { ComponentProps } from "react";

type PageMainProps = ComponentProps<"main"> & {
  page: string;
  state?: "loading" | "ready" | "empty" | "error" | "partial";
};

export function PageMain({ page, state = "ready", ...rest }: PageMainProps) {
  return <main id="main" tabIndex={-1} data-page={page} data-state={state} {...rest} />;
}
