import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readTheme } from "@/components/layout/theme";
import account from "@/messages/en/account.json";
import { signOutHere } from "@/server/auth/sign-out-here";
import { PortalShell } from "./_components/portal-shell";
import { loadPortalShell } from "./_data/load-shell";

export const metadata: Metadata = {
  title: { default: account.header.home, template: `%s · ${account.header.home}` },
  robots: { index: false },
};

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get("theme")?.value);
  return (
    <PortalShell {...(await loadPortalShell())} theme={theme} signOut={signOutHere}>
      {children}
    </PortalShell>
  );
}
