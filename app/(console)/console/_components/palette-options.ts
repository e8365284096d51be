import { foldText } from "@/server/search/core";
import type { HitView, SectionView } from "../search/_components/search-view";
import type { PaletteAnswer } from "./use-palette-search";

export type PaletteRoom = { readonly href: string; readonly label: string };

export type PaletteOption = {
  readonly id: string;
  readonly href: string;
  readonly label: string;
  readonly hit: HitView | null;
};

export type PaletteGroup = {
  readonly key: string;
  readonly title: string;
  readonly note: string | null;
  readonly options: readonly PaletteOption[];
};

/** `TEXT` in the last stands for what was typed. */
export type PaletteWords = { readonly goTo: string; readonly allResults: string };

const ofSection = ({ group, title, countText, hits }: SectionView): PaletteGroup => ({
  key: group,
  title,
  note: countText,
  options: hits.map((hit) => ({ id: `option-${hit.id}`, href: hit.href, label: hit.title, hit })),
});

const roomsFor = (rooms: readonly PaletteRoom[], text: string): PaletteOption[] => {
  const wanted = foldText(text);
  return rooms
    .filter(({ label }) => foldText(label).includes(wanted))
    .map(({ href, label }) => ({ id: `option-${href.replaceAll("/", "-")}`, href, label, hit: null }));
};

/** What can be chosen now, in the order in which it stands: what was found, all of it, and rooms of that name. */
export const listPaletteGroups = (
  { text, view }: PaletteAnswer,
  rooms: readonly PaletteRoom[],
  words: PaletteWords,
): PaletteGroup[] => {
  const sections = view ? [...view.sections, ...(view.nearest ? [view.nearest] : [])] : [];
  const all: PaletteOption[] = sections.some(({ count, hits }) => count > hits.length)
    ? [
        {
          id: "option-all",
          href: `/console/search?${new URLSearchParams({ q: text })}`,
          label: words.allResults.replace("TEXT", () => text),
          hit: null,
        },
      ]
    : [];
  return [
    ...sections.map(ofSection),
    { key: "goTo", title: words.goTo, note: null, options: [...all, ...roomsFor(rooms, text)] },
  ].filter(({ options }) => options.length > 0);
};
