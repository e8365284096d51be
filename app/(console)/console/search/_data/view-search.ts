import { getTranslations } from "next-intl/server";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { invoiceStatus } from "@/components/billing/invoice-status";
import { statusDictionary } from "@/components/billing/status-dictionary";
import type { PlainDate } from "@/server/kernel";
import {
  countMax,
  parseSearch,
  type SearchGroup,
  type SearchHit,
  type SearchReason,
  type SearchResult,
  searchLengthMax,
} from "@/server/search/core";
import type { HitView, SearchView, SectionView } from "../_components/search-view";

type Words = {
  readonly search: Awaited<ReturnType<typeof getTranslations<"search">>>;
  readonly billing: Awaited<ReturnType<typeof getTranslations<"billing">>>;
  readonly today: PlainDate;
};

type Status = NonNullable<HitView["status"]>;

const statusOf = ({ status }: SearchHit, { search, billing, today }: Words): Status | null => {
  if (!status) return null;
  const { object } = status;
  const shown = object === "invoice" ? invoiceStatus(status, today) : { status: status.status, days: 0 };
  if (!(shown.status in statusDictionary[object])) {
    const known = ["canceled", "expired", "draft"] as const;
    const name = known.find((state) => state === shown.status);
    return { object, status: shown.status, text: name ? search(`state.${name}`) : shown.status };
  }
  const key = `status.${object}.${shown.status}` as Parameters<typeof billing>[0];
  const detail = { day: "none", days: shown.days, step: "none", steps: 0 };
  return { object, status: shown.status, text: billing(key, detail).trim() };
};

const mark = "\u0001";

const textOf = (reason: SearchReason, hit: HitView): string => {
  switch (reason.kind) {
    case "card":
      return reason.last4;
    case "amount":
      return hit.amount?.text ?? "";
    case "day":
      return hit.day?.text ?? "";
    case "status":
      return hit.status?.text ?? "";
    case "number":
    case "id":
      return hit.label ?? "";
    default:
      return reason.value;
  }
};

const reasonOf = (hit: HitView, reasons: readonly SearchReason[], { search }: Words): HitView["reason"] => {
  const parts = reasons.map((reason) => {
    const text = search.markup(`reason.${reason.kind}`, {
      value: textOf(reason, hit),
      b: (chunk) => `${mark}${chunk}${mark}`,
    });
    const expiry = reason.kind === "card" && reason.expiry;
    return expiry ? `${text}, ${search("reason.expiry", { value: expiry })}` : text;
  });
  const [first = "", ...rest] = parts;
  const joined = [first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(", ");
  return joined
    .split(mark)
    .map((text, place) => ({ key: `${place}`, text, isMatch: place % 2 === 1 }))
    .filter(({ text }) => text !== "");
};

const viewHit = (hit: SearchHit, group: SearchGroup, words: Words): HitView => {
  const { id, href, title, label, isNumber, amount, day, reasons } = hit;
  const bare: HitView = {
    ...{ id, group, href, title, label, isNumber, reason: [] },
    status: statusOf(hit, words),
    amount: amount && {
      minor: amount.minor.toString(),
      currency: amount.currency,
      text: formatMoney(amount.minor, amount.currency),
    },
    day: day && { iso: day, text: formatDay(day) },
  };
  return { ...bare, reason: reasonOf(bare, reasons, words) };
};

const countText = (count: number, { search }: Words): string => {
  const figure = count.toLocaleString("en-GB");
  return count >= countMax ? search("countMax", { count: figure }) : figure;
};

const readAs = (text: string, { search, today }: Words): string[] => {
  const { clues } = parseSearch(text, today);
  const card = clues.last4 ?? (clues.digits?.length === 4 ? clues.digits : null);
  const values = {
    card,
    amount: clues.amount,
    day: clues.day && formatDay(clues.day),
    status: clues.status?.replaceAll("_", " "),
    document: clues.document && "",
    order: clues.order && "",
    account: clues.account && "",
    email: clues.email && "",
  };
  const kinds = Object.keys(values) as (keyof typeof values)[];
  return kinds.flatMap((kind) => {
    const value = values[kind];
    return value === null || value === undefined ? [] : [search(`clue.${kind}`, { value: String(value) })];
  });
};

const noticesOf = ({ isCut, isTooSlow, narrowBy }: SearchResult, { search }: Words): string[] => {
  const clues = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(
    narrowBy.map((name) => search(`narrowing.${name}`)),
  );
  return [
    ...(isTooSlow ? [search("tooSlow")] : []),
    ...(isCut ? [search("cut", { count: searchLengthMax })] : []),
    ...(narrowBy.length > 0 ? [search("narrow", { clues })] : []),
  ];
};

const summaryOf = (isTooSlow: boolean, isFloor: boolean) => {
  if (isTooSlow) return "tooSlowSummary";
  return isFloor ? "countFloor" : "count";
};

export const viewSearch = async (result: SearchResult, today: PlainDate): Promise<SearchView> => {
  const words = { search: await getTranslations("search"), billing: await getTranslations("billing"), today };
  const section = (group: SearchGroup, title: string, count: number, hits: readonly SearchHit[]): SectionView => ({
    ...{ group, title, count, countText: countText(count, words) },
    hits: hits.map((hit) => viewHit(hit, group, words)),
  });
  // Groups are counted no further than so far: a sum with one of those in it is no more exact than that.
  const isFloor = result.sections.some(({ count }) => count >= countMax);
  const figure = result.count.toLocaleString("en-GB");
  return {
    text: result.text,
    count: result.count,
    countText: isFloor ? words.search("countMax", { count: figure }) : figure,
    isTooSlow: result.isTooSlow,
    summary: words.search(summaryOf(result.isTooSlow, isFloor), { count: result.count }),
    readAs: readAs(result.text, words),
    notices: noticesOf(result, words),
    sections: result.sections.map(({ group, count, hits }) =>
      section(group, words.search(`group.${group}`), count, hits),
    ),
    nearest:
      result.nearest.length > 0
        ? section("accounts", words.search("nearest"), result.nearest.length, result.nearest)
        : null,
  };
};
