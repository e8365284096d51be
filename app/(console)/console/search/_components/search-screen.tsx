import type { Route } from "next";
import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import type { SearchGroup } from "@/server/search/core";
import { ListKeys } from "../../_components/list-keys";
import { ListTabs } from "../../_components/list-tabs";
import { RoomHeader } from "../../_components/room-header";
import { HitRow } from "./hit-row";
import type { SearchView, SectionView } from "./search-view";

type SearchScreenProps = { view: SearchView; group: SearchGroup | null };

const hrefOf = (text: string, group: SearchGroup | null): Route =>
  `/console/search?${new URLSearchParams({ q: text, ...(group ? { group } : {}) })}` as Route;

function Field({ text }: { text: string }) {
  const t = useTranslations("search");
  return (
    <search>
      <form
        key={text}
        action="/console/search"
        method="get"
        className="flex gap-2 border-b border-border px-4 py-3 md:px-6"
      >
        <Input
          name="q"
          type="search"
          defaultValue={text}
          aria-label={t("field")}
          placeholder={t("placeholder")}
          data-list-filter=""
          className="md:max-w-xl"
        />
        <Button>{t("submit")}</Button>
      </form>
    </search>
  );
}

function ReadAs({ view }: { view: SearchView }) {
  const t = useTranslations("search");
  if (view.readAs.length + view.notices.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-bg px-4 py-2 text-small text-text-2 md:px-6">
      {view.readAs.length > 0 && (
        <p>
          {t("readAs")} <span className="font-medium text-text">{view.readAs.join(", ")}</span>
        </p>
      )}
      {view.notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  );
}

function Hits({ section, more }: { section: SectionView; more: Route | null }) {
  const t = useTranslations("search");
  const { group, title, countText, hits } = section;
  return (
    <section aria-labelledby={`hits-${group}`} className="border-b border-border pt-3">
      <h2 id={`hits-${group}`} className="px-4 pb-1 text-sm font-semibold md:px-6">
        {title} <span className="tabular font-normal text-text-2">{countText}</span>
      </h2>
      <ul>
        {hits.map((hit) => (
          <li key={hit.id} className="border-t border-row-sep first:border-t-0">
            <Link
              href={hit.href as Route}
              data-list-link=""
              data-testid={`hit-${hit.id}`}
              className="block px-4 text-text no-underline hover:bg-bg focus-visible:bg-brand-soft focus-visible:outline-offset-[-2px] md:px-6"
            >
              <HitRow hit={hit} />
            </Link>
          </li>
        ))}
      </ul>
      {more && (
        <p className="px-4 pt-1 pb-3 text-small md:px-6">
          <Link href={more} className="link">
            {t("showAll", { count: countText })}
          </Link>
        </p>
      )}
    </section>
  );
}

function Nothing({ view }: { view: SearchView }) {
  const t = useTranslations("search");
  return (
    <>
      <div className="px-4 py-8 md:px-6">
        <p className="text-h3 font-semibold break-words">{view.text ? t("none", { text: view.text }) : t("empty")}</p>
        <p className="mt-1 max-w-prose text-text-2">{view.text ? t("noneBody") : t("emptyBody")}</p>
        {!view.text && (
          <ul className="mt-4 flex flex-col gap-1 text-text-2">
            {t("examples")
              .split("\n")
              .map((example) => (
                <li key={example}>{example}</li>
              ))}
          </ul>
        )}
      </div>
      {view.nearest && <Hits section={view.nearest} more={null} />}
    </>
  );
}

export function SearchScreen({ view, group }: SearchScreenProps) {
  const t = useTranslations("search");
  const tabs = [
    { key: "all", label: t("group.all"), count: view.countText, href: hrefOf(view.text, null) },
    ...view.sections.map(({ group: key, title, countText: count }) => ({
      ...{ key, label: title, count },
      href: hrefOf(view.text, key),
    })),
  ];
  const chosen = view.sections.filter((section) => section.group === group);
  const shown = chosen.length > 0 ? chosen : view.sections;
  return (
    <PageMain page="C2" state={shown.length === 0 ? "empty" : "ready"}>
      <RoomHeader title={t("title")}>
        {view.text && (
          <p role="status" className="text-small text-text-2">
            {view.summary}
          </p>
        )}
      </RoomHeader>
      <Field text={view.text} />
      <ReadAs view={view} />
      {shown.length > 0 && <ListTabs label={t("groupsLabel")} tabs={tabs} current={chosen[0]?.group ?? "all"} />}
      {shown.length === 0 && !view.isTooSlow && <Nothing view={view} />}
      {shown.map((section) => (
        <Hits
          key={section.group}
          section={section}
          more={section.count > section.hits.length && chosen.length === 0 ? hrefOf(view.text, section.group) : null}
        />
      ))}
      <ListKeys />
    </PageMain>
  );
}
