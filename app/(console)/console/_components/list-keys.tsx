"use client";

import { useEffect } from "react";
import { actsAlone } from "./key-rules";

const rowLinks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-list-link]")];

const moveBy = (step: 1 | -1): void => {
  const links = rowLinks();
  const current = links.indexOf(document.activeElement as HTMLElement);
  const next = current < 0 ? (step > 0 ? 0 : links.length - 1) : current + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
};

const focusFilter = (): void => {
  const field = document.querySelector<HTMLInputElement>("[data-list-filter]");
  field?.focus();
  field?.select();
};

/**
 * The keys of a list: `j` and `k` move the focus over the links marked `data-list-link`, which `Enter` then opens by
 * itself, and `/` goes to the field marked `data-list-filter`.
 */
export function ListKeys() {
  useEffect(() => {
    const acts: Readonly<Record<string, () => void>> = { j: () => moveBy(1), k: () => moveBy(-1), "/": focusFilter };
    const onKey = (event: KeyboardEvent) => {
      const act = acts[event.key];
      if (!act || !actsAlone(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
