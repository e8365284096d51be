"use client";

import { useEffect, useState } from "react";

type ResendButtonProps = { seconds: number; texts: { resend: string; wait: string; after: string } };

/** Counts down to the next mail; a button from then on, and always without a script. */
export function ResendButton({ seconds, texts }: ResendButtonProps) {
  const [left, setLeft] = useState(seconds);

  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000);
    return () => clearInterval(timer);
  }, []);

  return (
    <>
      {left > 0 && (
        <span className="tabular noscript:hidden">
          {texts.wait} {left} {texts.after}
        </span>
      )}
      <button type="submit" className={left > 0 ? "link hidden noscript:inline" : "link"}>
        {texts.resend}
      </button>
    </>
  );
}
