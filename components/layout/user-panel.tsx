import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Theme } from "./theme";
import { ThemeChoice } from "./theme-choice";
import { UserMenu } from "./user-menu";

export type SignedInUser = { name: string; email: string };

type UserPanelProps = {
  user: SignedInUser;
  note?: string;
  place: "header" | "rail";
  density: "account" | "console";
  theme: Theme;
  signOut: () => Promise<void>;
};

export function UserPanel({ user, note, place, density, theme, signOut }: UserPanelProps) {
  const t = useTranslations("system.user");
  const labels = { system: t("themeSystem"), light: t("themeLight"), dark: t("themeDark") };
  return (
    <UserMenu name={user.name} {...(note ? { note } : {})} openLabel={t("open")} place={place} density={density}>
      <p className="font-medium">{user.name}</p>
      <p className="truncate text-small text-text-3">{user.email}</p>
      <div className="my-3 border-y border-border py-3">
        <ThemeChoice legend={t("theme")} labels={labels} initial={theme} />
      </div>
      <form action={signOut}>
        <Button width="full">{t("signOut")}</Button>
      </form>
    </UserMenu>
  );
}
