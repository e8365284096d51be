import type { SearchGroup } from "@/server/search/core";

/** A hit in words, so that the page and the palette show it alike. */
export type HitView = {
  readonly id: string;
  readonly group: SearchGroup;
  readonly href: string;
  readonly title: string;
  readonly label: string | null;
  readonly isNumber: boolean;
  readonly reason: readonly { readonly key: string; readonly text: string; readonly isMatch: boolean }[];
  readonly status: { readonly object: string; readonly status: string; readonly text: string } | null;
  readonly amount: { readonly minor: string; readonly currency: string; readonly text: string } | null;
  readonly day: { readonly iso: string; readonly text: string } | null;
};

export type SectionView = {
  readonly group: SearchGroup;
  readonly title: string;
  readonly count: number;
  readonly countText: string;
  readonly hits: readonly HitView[];
};

export type SearchView = {
  readonly text: string;
  readonly count: number;
  readonly countText: string;
  readonly isTooSlow: boolean;
  readonly summary: string;
  /** What the text was taken for, clue by clue. */
  readonly readAs: readonly string[];
  readonly notices: readonly string[];
  readonly sections: readonly SectionView[];
  readonly nearest: SectionView | null;
};
