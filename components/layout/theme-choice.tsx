"use client";

import { useState } from "react";
import { type Theme, themes } from "./theme";

type ThemeChoiceProps = { legend: string; labels: Readonly<Record<Theme, string>>; initial: Theme };

const yearInSeconds = 31_536_000;

export function ThemeChoice({ legend, labels, initial }: ThemeChoiceProps) {
  const [theme, setTheme] = useState(initial);

  const choose = (next: Theme) => {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the choice is read by the server before the next page is drawn
    document.cookie = `theme=${next}; path=/; max-age=${yearInSeconds}; samesite=lax`;
  };

  return (
    <fieldset>
      <legend className="mb-1 text-micro text-text-3">{legend}</legend>
      <div className="flex rounded-control border border-border p-0.5">
        {themes.map((option) => (
          <label
            key={option}
            className="flex min-h-7 flex-1 items-center justify-center rounded-[5px] px-2 text-small text-text-2 has-checked:bg-brand-soft has-checked:font-medium has-checked:text-brand has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="theme"
              value={option}
              checked={theme === option}
              onChange={() => choose(option)}
              className="sr-only"
            />
            {labels[option]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
