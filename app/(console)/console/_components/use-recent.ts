"use client";

import { useState } from "react";
import type { HitView } from "../search/_components/search-view";

const kept = 6;

const keyOf = (who: string): string => `recent:${who}`;

const read = (who: string): HitView[] => {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(keyOf(who)) ?? "[]");
    return Array.isArray(found) ? (found as HitView[]).slice(0, kept) : [];
  } catch {
    return [];
  }
};

// What it was called, without what it came to or how it stood: that moves on.
const bare = (hit: HitView): HitView => ({ ...hit, reason: [], status: null, amount: null, day: null });

/** What somebody opened from the search in this tab, the last first. It is gone with the tab. */
export function useRecent(who: string): readonly [readonly HitView[], (hit: HitView) => void] {
  const [recent] = useState(() => read(who));
  const remember = (hit: HitView) => {
    const others = read(who).filter(({ id }) => id !== hit.id);
    sessionStorage.setItem(keyOf(who), JSON.stringify([bare(hit), ...others].slice(0, kept)));
  };
  return [recent, remember];
}
