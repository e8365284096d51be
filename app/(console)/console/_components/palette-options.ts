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
export type PaletteWords = {
  readonly goTo: string;
  readonly actions: string;
  readonly recent: string;
  readonly allResults: string;
};

const ofHit = (hit: HitView): PaletteOption => ({ id: `option-${hit.id}`, href: hit.href, label: hit.title, hit });

const ofSection = ({ group, title, countText, hits }: SectionView): PaletteGroup => ({
  key: group,
  title,
  note: countText,
  options: hits.map(ofHit),
});

const roomsFor = (rooms: readonly PaletteRoom[], text: string): PaletteOption[] => {
  const wanted = foldText(text);
  return rooms
    .filter(({ label }) => foldText(label).includes(wanted))
    .map(({ href, label }) => ({ id: `option-${href.replaceAll(/\W+/g, "-")}`, href, label, hit: null }));
};

export type PaletteOffer = {
  readonly rooms: readonly PaletteRoom[];
  readonly actions: readonly PaletteRoom[];
  /** What was opened before; offered while nothing is typed. */
  readonly recent: readonly HitView[];
};

/** What can be chosen now, in the order in which it stands: what was found, all of it, rooms and actions of that name. */
export const listPaletteGroups = (
  { text, view }: PaletteAnswer,
  { rooms, actions, recent }: PaletteOffer,
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
    { key: "recent", title: words.recent, note: null, options: text === "" ? recent.map(ofHit) : [] },
    { key: "goTo", title: words.goTo, note: null, options: [...all, ...roomsFor(rooms, text)] },
    { key: "actions", title: words.actions, note: null, options: roomsFor(actions, text) },
  ].filter(({ options }) => options.length > 0);
};
