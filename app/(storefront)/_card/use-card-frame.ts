"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { type CardFields, type CardMessage, readCardMessage, tellCard } from "./card-frame";

type CardFrame = { src: string | undefined; height: number; isReady: boolean };

/**
 * The frame gets its address only here, so that none of its messages can come before somebody listens, and so that a
 * page without scripts shows no empty frame.
 */
export function useCardFrame(
  frame: RefObject<HTMLIFrameElement | null>,
  fields: CardFields | null,
  onMessage: (message: CardMessage) => void,
): CardFrame {
  const [src, setSrc] = useState<string>();
  const [height, setHeight] = useState(0);
  const [isReady, setIsReady] = useState(false);
  const url = fields?.url;
  const origin = fields?.origin;
  const receive = useEffectEvent((message: CardMessage) => {
    if (message.type === "height") setHeight(message.px);
    if (message.type === "ready") setIsReady(true);
    onMessage(message);
  });

  useEffect(() => {
    if (!url || !origin) return;
    const listen = (event: MessageEvent) => {
      const message = frame.current ? readCardMessage(event, origin, frame.current) : null;
      if (!message) return;
      const theme = document.documentElement.dataset.theme;
      if (message.type === "ready" && (theme === "light" || theme === "dark")) {
        tellCard(frame.current, origin, { type: "theme", theme });
      }
      receive(message);
    };
    window.addEventListener("message", listen);
    setSrc(url);
    return () => window.removeEventListener("message", listen);
  }, [frame, url, origin]);

  return { src, height, isReady };
}
