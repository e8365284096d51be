"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { actsAlone } from "./key-rules";

export type GoTo = { readonly key: string; readonly href: string; readonly label: string };

const goToMs = 1_500;

/** `g` and then a letter goes to a room; `?` opens the list of keys. */
export function useShellKeys(goTo: readonly GoTo[], open: () => void) {
  const router = useRouter();
  const wentAt = useRef(0);
  useEffect(() => {
    const actOf = (key: string): (() => void) | null => {
      const room = Date.now() - wentAt.current < goToMs ? goTo.find((one) => one.key === key) : undefined;
      wentAt.current = key === "g" ? Date.now() : 0;
      if (room) return () => router.push(room.href as Route);
      return key === "?" ? open : null;
    };
    const onKey = (event: KeyboardEvent) => {
      const act = actsAlone(event) ? actOf(event.key) : null;
      if (!act) return;
      event.preventDefault();
      // Heard first, so that the letter after a g is not also a key of the list.
      event.stopPropagation();
      act();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  });
}
