"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const pausesMs = [1000, 1500, 2000, 3000, 5000];

/** Asks the server again, ever more slowly and only while somebody looks, until the page says it is done. */
export function RefreshUntilDone({ isDone }: { isDone: boolean }) {
  const router = useRouter();
  const round = useRef(0);

  useEffect(() => {
    if (isDone) return;
    let timer: ReturnType<typeof setTimeout>;
    const next = () => {
      const pause = pausesMs[Math.min(round.current, pausesMs.length - 1)];
      timer = setTimeout(() => {
        round.current += 1;
        if (document.visibilityState === "visible") router.refresh();
        next();
      }, pause);
    };
    const onVisible = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    next();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [isDone, router]);

  return isDone ? null : (
    <noscript>
      <meta httpEquiv="refresh" content="5" />
    </noscript>
  );
}
