import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import type { AccountOverview } from "@/server/support";

type PeopleListProps = { people: AccountOverview["people"]; viewerEmail: string };

export function PeopleList({ people, viewerEmail }: PeopleListProps) {
  const t = useTranslations("account.people");
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="text-h3 font-semibold">
        {t("title")}
      </h2>
      <ul className="mt-3 border-b border-border">
        {people.map((person) => (
          <li
            key={person.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-4 border-t border-border py-4 md:grid-cols-[236px_minmax(0,1fr)_auto]"
          >
            <span className="flex min-w-0 items-center gap-4 font-medium">
              <Avatar name={person.name} />
              <span className="truncate">
                {person.name}{" "}
                {person.email === viewerEmail && <span className="font-normal text-text-2">{t("you")}</span>}
              </span>
            </span>
            <span className="truncate text-sm text-text-2 max-md:hidden">{person.email}</span>
            <span className="text-sm text-text-2">{t(`roles.${person.role}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
