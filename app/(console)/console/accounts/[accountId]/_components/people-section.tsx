import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import type { AccountPageView } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";

export function PeopleSection({ people }: { people: AccountPageView["people"] }) {
  const t = useTranslations("console.account.people");
  return (
    <Section id="people" title={t("title")} count={people.length}>
      {people.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {people.map((person) => (
          <li
            key={person.id}
            className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-3 border-t border-row-sep text-table first:border-t-0 md:grid-cols-[minmax(0,1fr)_120px_minmax(0,1fr)]"
          >
            <span className="flex min-w-0 items-center gap-2.5 font-medium">
              <Avatar name={person.name} size="small" />
              <span className="truncate">{person.name}</span>
            </span>
            <span className="text-text-2">{t(`roles.${person.role}`)}</span>
            <span className="truncate text-right text-text-2 max-md:hidden">{person.email}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
