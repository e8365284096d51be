"use client";

import { useEffect, useRef } from "react";

/**
 * A form marked `data-after` with another form's id waits until that form's answer is on the page, so that it never
 * sends what was shown before the last change.
 */
export function useHeldSubmit(id: string, isPending: boolean): void {
  const held = useRef<string | null>(null);

  useEffect(() => {
    if (!isPending) {
      const waiting = held.current ? document.getElementById(held.current) : null;
      held.current = null;
      if (waiting instanceof HTMLFormElement) waiting.requestSubmit();
      return;
    }
    const hold = (event: SubmitEvent) => {
      const target = event.target;
      if (!(target instanceof HTMLFormElement) || target.dataset.after !== id) return;
      event.preventDefault();
      held.current = target.id;
    };
    document.addEventListener("submit", hold);
    return () => document.removeEventListener("submit", hold);
  }, [id, isPending]);
}
