"use client";

import { ArrowRight, Search } from "lucide-react";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { HitRow } from "../search/_components/hit-row";
import type { PaletteGroup, PaletteOption, PaletteRoom } from "./palette-options";
import { PalettePreview, type PreviewWords } from "./palette-preview";
import { usePalette } from "./use-palette";
import type { PaletteAnswer } from "./use-palette-search";

export type SearchPaletteWords = Readonly<
  Record<
    | "open"
    | "field"
    | "placeholder"
    | "results"
    | "goTo"
    | "allResults"
    | "failed"
    | "close"
    | "keyMove"
    | "keyOpen"
    | "keyTab"
    | "actions"
    | "recent"
    | "readAs",
    string
  >
> & { readonly preview: PreviewWords };

type SearchPaletteProps = {
  rooms: readonly PaletteRoom[];
  actions: readonly PaletteRoom[];
  /** Whose search it is: what they opened is theirs alone. */
  who: string;
  words: SearchPaletteWords;
};

const key = "rounded-badge border border-border px-1.5 font-mono text-micro text-text-2";

function Options({
  groups,
  active,
  onChoose,
}: {
  groups: readonly PaletteGroup[];
  active: string | undefined;
  onChoose: (option: PaletteOption, event: MouseEvent) => void;
}) {
  return groups.map((group) => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
    <div key={group.key} role="group" aria-labelledby={`palette-${group.key}`} className="pt-2">
      <p id={`palette-${group.key}`} className="px-4 pb-1 text-micro font-medium text-text-2 md:px-5">
        {group.title} {group.note && <span className="tabular font-normal">{group.note}</span>}
      </p>
      {group.options.map((option) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a combobox are heard at its field
        <div
          key={option.id}
          id={option.id}
          role="option"
          tabIndex={-1}
          aria-selected={option.id === active}
          data-href={option.href}
          onClick={(event) => onChoose(option, event)}
          className="cursor-pointer px-4 text-small hover:bg-bg aria-selected:bg-brand-soft aria-selected:shadow-[inset_2px_0_0_var(--brand)] md:px-5"
        >
          {option.hit ? (
            <HitRow hit={option.hit} />
          ) : (
            <span className="flex min-h-9 items-center gap-3 pointer-coarse:min-h-11">
              <ArrowRight aria-hidden size={16} strokeWidth={1.75} className="text-text-2" />
              {option.label}
            </span>
          )}
        </div>
      ))}
    </div>
  ));
}

function Keys({ words }: { words: SearchPaletteWords }) {
  return (
    <p className="flex justify-end gap-4 border-t border-border bg-bg px-5 py-2 text-micro text-text-2 max-md:hidden">
      <span>
        <kbd className={key}>↑</kbd> <kbd className={key}>↓</kbd> {words.keyMove}
      </span>
      <span>
        <kbd className={key}>Enter</kbd> {words.keyOpen}
      </span>
      <span>
        <kbd className={key}>Ctrl</kbd> <kbd className={key}>Enter</kbd> {words.keyTab}
      </span>
    </p>
  );
}

function Said({ answer, words }: { answer: PaletteAnswer; words: SearchPaletteWords }) {
  const { view, isFailed } = answer;
  const readAs = view?.readAs.length ? [`${words.readAs} ${view.readAs.join(", ")}`] : [];
  const said = isFailed ? [words.failed] : view ? [view.summary, ...readAs, ...view.notices] : [];
  return (
    <p role="status" className="px-4 py-2 text-small text-text-2 empty:hidden md:px-5">
      {said.join(" · ")}
    </p>
  );
}

/** The field and its list; it lives while the dialog is open, so each opening begins anew. */
function PaletteBody({ words, onClose, ...offer }: SearchPaletteProps & { onClose: () => void }) {
  const { text, change, answer, isWaiting, groups, active, open, onKeyDown } = usePalette(offer, words, onClose);
  return (
    <>
      <div className="flex items-center gap-3 border-b border-border px-4 md:px-5">
        <Search aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-text-2" />
        <input
          // biome-ignore lint/a11y/noAutofocus: a dialog gives the focus to what it was opened for
          autoFocus
          role="combobox"
          aria-label={words.field}
          aria-expanded={groups.length > 0}
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={active?.id}
          aria-busy={isWaiting}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={2_000}
          className="h-14 min-w-0 flex-1 bg-transparent text-h3 text-text outline-none placeholder:text-text-3"
        />
        <button
          type="button"
          onClick={onClose}
          aria-label={words.close}
          className={`${key} min-h-6 pointer-coarse:min-h-11`}
        >
          Esc
        </button>
      </div>
      <Said answer={answer} words={words} />
      <div className="flex min-h-0 flex-1 border-t border-row-sep">
        <div
          id="palette-list"
          role="listbox"
          aria-label={words.results}
          className="min-w-0 flex-1 overflow-y-auto pb-2"
        >
          <Options
            groups={groups}
            active={active?.id}
            onChoose={(option, event) => open(option, event.ctrlKey || event.metaKey)}
          />
        </div>
        {active?.hit && <PalettePreview hit={active.hit} rooms={offer.rooms} words={words.preview} onClose={onClose} />}
      </div>
      <Keys words={words} />
    </>
  );
}

/** The console's search, at hand on every page by Ctrl K. */
export function SearchPalette(props: SearchPaletteProps) {
  const { words } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);

  const show = () => {
    if (dialog.current?.open || document.querySelector("dialog[open]")) return;
    setOpen(true);
    dialog.current?.showModal();
  };

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      show();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

  return (
    <>
      <button
        type="button"
        onClick={show}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        aria-label={words.open}
        className="flex h-8 items-center gap-2 rounded-control border border-border bg-bg px-2.5 text-small text-text-2 hover:text-text max-md:size-11 max-md:justify-center max-md:border-transparent max-md:bg-transparent md:w-[336px]"
      >
        <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
        <span className="flex-1 text-left max-md:hidden">{words.open}</span>
        <kbd className={`${key} max-md:hidden pointer-coarse:hidden`}>Ctrl K</kbd>
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself */}
      <dialog
        ref={dialog}
        aria-label={words.field}
        onClose={() => setOpen(false)}
        onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
        className="palette"
      >
        {isOpen && <PaletteBody {...props} onClose={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}
