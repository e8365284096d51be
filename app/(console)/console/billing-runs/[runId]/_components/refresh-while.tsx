"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const pauseMs = 1_000;

/** Asks the server again each second while a run goes on and somebody looks. */
export function RefreshWhile({ isRunning }: { isRunning: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, pauseMs);
    return () => clearInterval(timer);
  }, [isRunning, router]);
  return null;
}
