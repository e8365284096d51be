"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { listPaletteGroups, type PaletteOffer, type PaletteOption, type PaletteWords } from "./palette-options";
import { usePaletteSearch } from "./use-palette-search";
import { useRecent } from "./use-recent";

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What is typed, what answers to it, and which of that is chosen. */
export function usePalette(
  { who, ...offer }: Omit<PaletteOffer, "recent"> & { readonly who: string },
  words: PaletteWords,
  onClose: () => void,
) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [moved, setMoved] = useState<string | null>(null);
  const isOpening = useRef(false);
  const [recent, remember] = useRecent(who);
  const answer = usePaletteSearch(text);
  const isWaiting = answer.text !== text.trim();
  const groups = listPaletteGroups(answer, { ...offer, recent }, words);
  const options = groups.flatMap((group) => group.options);
  const active = options.find(({ id }) => id === moved) ?? options[0];

  const open = (option: PaletteOption | undefined, inNewTab: boolean) => {
    if (!option) return;
    if (option.hit) remember(option.hit);
    if (inNewTab) {
      window.open(option.href, "_blank", "noopener");
      return;
    }
    onClose();
    router.push(option.href as Route);
  };

  // Who presses Enter before the answer is there means the answer, not what stood there before.
  useEffect(() => {
    if (isWaiting || !isOpening.current) return;
    isOpening.current = false;
    open(options[0], false);
  });

  useEffect(() => {
    if (moved) document.getElementById(moved)?.scrollIntoView({ block: "nearest" });
  }, [moved]);

  const move = (step: number) => {
    const at = active ? options.indexOf(active) : -1;
    setMoved(options[(at + step + options.length) % options.length]?.id ?? null);
  };

  const enter = (inNewTab: boolean) => {
    if (isWaiting) isOpening.current = true;
    else open(active, inNewTab);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.nativeEvent.isComposing || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    if (step) move(step);
    else enter(event.ctrlKey || event.metaKey);
  };

  const change = (value: string) => {
    isOpening.current = false;
    setText(value);
    setMoved(null);
  };

  return { text, change, answer, isWaiting, groups, active, open, onKeyDown };
}
