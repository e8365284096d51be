"use client";

import { type RefObject, useState } from "react";

const tell = (inside: HTMLElement | null, isOn: boolean): void => {
  const shell = inside?.closest<HTMLElement>("[data-single-keys]");
  if (shell) shell.dataset.singleKeys = isOn ? "on" : "off";
};

/** Whether keys pressed alone do something; holds at once, and is taken back where it could not be kept. */
export function useSingleKeys(
  inside: RefObject<HTMLElement | null>,
  initial: boolean,
  save: (isOn: boolean) => Promise<void>,
): readonly [boolean, (isOn: boolean) => Promise<void>] {
  const [isOn, setOn] = useState(initial);
  const show = (next: boolean) => {
    setOn(next);
    tell(inside.current, next);
  };
  const change = async (next: boolean) => {
    show(next);
    try {
      await save(next);
    } catch {
      show(!next);
    }
  };
  return [isOn, change];
}
