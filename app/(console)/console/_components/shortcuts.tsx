"use client";

import { Keyboard, X } from "lucide-react";
import { useRef, useState } from "react";
import { Switch } from "@/components/ui/switch";
import { type Shortcut, ShortcutGroup } from "./shortcut-group";
import { type GoTo, useShellKeys } from "./use-shell-keys";
import { useSingleKeys } from "./use-single-keys";

export type ShortcutsWords = Readonly<
  Record<
    | "open"
    | "title"
    | "close"
    | "everywhere"
    | "here"
    | "search"
    | "list"
    | "back"
    | "move"
    | "openRow"
    | "filter"
    | "afterwards"
    | "singleKeys"
    | "singleKeysNote",
    string
  >
>;

type ShortcutsProps = {
  goTo: readonly GoTo[];
  words: ShortcutsWords;
  hasSingleKeys: boolean;
  switchKeys: (isOn: boolean) => Promise<void>;
};

const listHere = (words: ShortcutsWords): Shortcut[] => {
  const move = [
    { keys: ["j", "k"], label: words.move },
    { keys: ["Enter"], label: words.openRow },
  ];
  return [
    ...(document.querySelector("[data-list-link]") ? move : []),
    ...(document.querySelector("[data-list-filter]") ? [{ keys: ["/"], label: words.filter }] : []),
  ];
};

const listEverywhere = (goTo: readonly GoTo[], words: ShortcutsWords): Shortcut[] => [
  { keys: ["Ctrl", "K"], label: words.search },
  { keys: ["Esc"], label: words.back },
  { keys: ["?"], label: words.list },
  ...goTo.map(({ key, label }) => ({ keys: ["g", key], label, isSequence: true as const })),
];

const iconButton =
  "flex size-8 items-center justify-center rounded-control text-text-2 hover:bg-sunken hover:text-text";

/** The list of keys that work here and everywhere, and the switch for those that are pressed alone. */
export function Shortcuts({ goTo, words, hasSingleKeys, switchKeys }: ShortcutsProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [here, setHere] = useState<Shortcut[]>([]);
  const [isOn, change] = useSingleKeys(dialog, hasSingleKeys, switchKeys);

  const open = () => {
    if (document.querySelector("dialog[open]")) return;
    setHere(listHere(words));
    dialog.current?.showModal();
  };
  useShellKeys(goTo, open);

  const { afterwards } = words;
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-haspopup="dialog"
        aria-label={words.open}
        title={words.open}
        className={`${iconButton} max-md:hidden`}
      >
        <Keyboard aria-hidden size={18} strokeWidth={1.75} />
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself */}
      <dialog
        ref={dialog}
        aria-labelledby="shortcuts"
        onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
        className="palette w-[min(520px,calc(100vw-48px))]!"
      >
        <div className="flex items-center justify-between gap-4 border-b border-border px-5 py-3">
          <h2 id="shortcuts" className="font-semibold">
            {words.title}
          </h2>
          <button type="button" onClick={() => dialog.current?.close()} aria-label={words.close} className={iconButton}>
            <X aria-hidden size={18} strokeWidth={1.75} />
          </button>
        </div>
        <section
          aria-label={words.title}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
          tabIndex={0}
          className="min-h-0 overflow-y-auto"
        >
          {here.length > 0 && (
            <ShortcutGroup id="keys-here" title={words.here} shortcuts={here} afterwards={afterwards} />
          )}
          <ShortcutGroup
            id="keys-everywhere"
            title={words.everywhere}
            shortcuts={listEverywhere(goTo, words)}
            afterwards={afterwards}
          />
        </section>
        <div className="border-t border-border bg-bg px-5 pt-2 pb-4">
          <Switch checked={isOn} onChange={(event) => change(event.target.checked)} label={words.singleKeys} />
          <p className="text-small text-text-2">{words.singleKeysNote}</p>
        </div>
      </dialog>
    </>
  );
}
