import { useTranslations } from "next-intl";

/** What was done, in words; an action without any keeps its name. */
export function useActionWords() {
  const t = useTranslations("console.actions");
  type Action = Parameters<typeof t>[0];
  return (action: string): string => (t.has(action as Action) ? t(action as Action) : action);
}
