import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readTheme } from "@/components/layout/theme";
import consoleWords from "@/messages/en/console.json";
import { signOutHere } from "@/server/auth/sign-out-here";
import { ConsoleShell } from "./_components/console-shell";
import { loadConsoleShell } from "./_data/load-shell";
import { switchKeys } from "./_data/switch-keys";

export const metadata: Metadata = {
  title: { default: consoleWords.shell.home, template: `%s · ${consoleWords.shell.home}` },
  robots: { index: false },
};

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get("theme")?.value);
  return (
    <ConsoleShell {...(await loadConsoleShell())} theme={theme} signOut={signOutHere} switchKeys={switchKeys}>
      {children}
    </ConsoleShell>
  );
}
