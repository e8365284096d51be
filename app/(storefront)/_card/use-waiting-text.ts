"use client";

import { useEffect, useState } from "react";

/** Nothing for a second, then what is going on, then that nothing is lost by waiting. */
export function useWaitingText(isWaiting: boolean, texts: { busy: string; slow: string }): string {
  const [seconds, setSeconds] = useState(0);

  useEffect(() => {
    if (!isWaiting) return;
    const timers = [1, 5].map((after) => setTimeout(() => setSeconds(after), after * 1000));
    return () => {
      for (const timer of timers) clearTimeout(timer);
      setSeconds(0);
    };
  }, [isWaiting]);

  if (seconds >= 5) return texts.slow;
  return seconds >= 1 ? texts.busy : "";
}
