"use client";

import { useEffect, useRef, useState } from "react";

type ChallengeFrameProps = { url: string; title: string; openLabel: string };

/** The bank's own page, which takes the focus when it comes up and gives it back when it goes. */
export function ChallengeFrame({ url, title, openLabel }: ChallengeFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [src, setSrc] = useState<string>();

  useEffect(() => {
    setSrc(url);
    return () => document.getElementById("main")?.focus();
  }, [url]);

  return (
    <>
      <iframe
        ref={frame}
        title={title}
        src={src}
        onLoad={() => frame.current?.focus()}
        className="block h-[440px] w-full rounded-card border border-border bg-surface max-sm:-mx-5 max-sm:h-[calc(100dvh-120px)] max-sm:w-screen max-sm:rounded-none noscript:hidden"
      />
      <p className="hidden noscript:block">
        <a href={url} className="link font-medium">
          {openLabel}
        </a>
      </p>
    </>
  );
}
