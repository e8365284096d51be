"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

type ConfirmWatchProps = {
  checkoutId: string;
  /** Whether the page shows the bank's question. */
  isAsking: boolean;
  challengeOrigin: string | null;
  texts: { checkNow: string; approvedTitle: string };
};

type Standing = { status: "paid" | "processing" | "requires_action" | "declined" | "open"; next?: string };

const pausesMs = [0, 1000, 1500, 2500, 4000];

/**
 * Asks our server where the payment stands, ever more slowly and only while somebody looks. The bank's frame can hurry
 * it, but what the frame says is not believed. Inside that frame, where the bank leads back to, it does nothing.
 */
export function ConfirmWatch({ checkoutId, isAsking, challengeOrigin, texts }: ConfirmWatchProps) {
  const router = useRouter();
  const askNow = useRef(() => {});

  useEffect(() => {
    if (window.parent !== window) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const response = await fetch(`/checkout/${checkoutId}/status`, { headers: { accept: "application/json" } });
      const { status, next }: Standing = await response.json();
      if (status === "paid" && next) {
        document.title = texts.approvedTitle;
        window.location.replace(next);
      } else if (status === "declined" || status === "open") {
        window.location.replace(`/checkout/${checkoutId}`);
      } else if ((status === "requires_action") !== isAsking) {
        router.refresh();
      }
    };
    const wait = (round: number) => {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          const asked = document.visibilityState === "visible" ? ask() : Promise.resolve();
          // No answer is no news: the next round asks again.
          asked.catch(() => undefined).finally(() => wait(round + 1));
        },
        pausesMs[Math.min(round, pausesMs.length - 1)],
      );
    };
    const onMessage = ({ origin }: MessageEvent) => {
      if (origin === challengeOrigin) askNow.current();
    };
    askNow.current = () => wait(0);
    wait(1);
    window.addEventListener("message", onMessage);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("message", onMessage);
    };
  }, [checkoutId, isAsking, challengeOrigin, router, texts.approvedTitle]);

  return (
    <button type="button" onClick={() => askNow.current()} className="link min-h-11 font-medium noscript:hidden">
      {texts.checkNow}
    </button>
  );
}
