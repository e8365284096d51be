import type { Metadata } from "next";
import { z } from "zod";
import words from "@/messages/en/search.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { dayInZone } from "@/server/kernel";
import { search } from "@/server/search";
import { searchGroups } from "@/server/search/core";
import { oneOf } from "../_components/query-words";
import { companyZone } from "../_data/load-shell";
import { SearchScreen } from "./_components/search-screen";
import { viewSearch } from "./_data/view-search";

export const metadata: Metadata = { title: words.title };

// Any text may be looked for; what is too long is cut with a notice.
const params = z.object({ q: z.string().catch(""), group: oneOf(searchGroups) });

export default async function Search(props: PageProps<"/console/search">) {
  const ctx = await staffContext("accounts:read");
  const { q, group } = params.parse(await props.searchParams);
  const result = await orRefused(() => search(ctx, { text: q, limit: group ? 50 : 8, zone: companyZone }));
  return <SearchScreen view={await viewSearch(result, dayInZone(ctx.now, companyZone))} group={group} />;
}
