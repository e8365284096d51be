"use client";

import { useEffect, useState } from "react";
import type { SearchView } from "../search/_components/search-view";

export type PaletteAnswer = { readonly text: string; readonly view: SearchView | null; readonly isFailed: boolean };

const restMs = 120;

const ask = async (text: string, signal: AbortSignal): Promise<SearchView> => {
  const response = await fetch(`/console/search/results?${new URLSearchParams({ q: text })}`, { signal });
  if (!response.ok) throw new Error(`The search answered ${response.status}.`);
  return response.json();
};

const nothing: PaletteAnswer = { text: "", view: null, isFailed: false };

/** The answer to the newest text that rested for a moment; until it is there, the one before it stays as it is. */
export function usePaletteSearch(given: string): PaletteAnswer {
  const text = given.trim();
  const [answer, setAnswer] = useState(nothing);
  useEffect(() => {
    if (text === "") return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const view = await ask(text, abort.signal);
        setAnswer({ text, view, isFailed: false });
      } catch {
        if (!abort.signal.aborted) setAnswer({ text, view: null, isFailed: true });
      }
    }, restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return text === "" ? nothing : answer;
}
