"use client";

import { type ComponentProps, type ReactNode, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { describedBy } from "./field";
import { showFieldMessage } from "./field-message";
import { suggestEmail } from "./suggest-email";

type EmailFieldProps = Omit<ComponentProps<"input">, "id" | "type"> & {
  id: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** Words before the suggested address. */
  meantLabel: string;
};

/** An e-mail address that offers to mend a likely typo, and never insists. */
export function EmailField({ id, hint, error, meantLabel, name = id, ...rest }: EmailFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [meant, setMeant] = useState<string | null>(null);

  const take = () => {
    if (!input.current || !meant) return;
    input.current.value = meant;
    input.current.focus();
    showFieldMessage(id, "");
    setMeant(null);
  };

  return (
    <>
      <Input
        ref={input}
        id={id}
        name={name}
        type="email"
        inputMode="email"
        autoComplete="email"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${describedBy(id, hint)} ${id}-meant`}
        onBlur={(event) => setMeant(suggestEmail(event.target.value))}
        onChange={() => setMeant(null)}
        {...rest}
      />
      <p id={`${id}-meant`} role="status" className="text-sm text-text-2">
        {meant && (
          <span className="mt-1.5 block">
            {meantLabel}{" "}
            <button type="button" onClick={take} className="link min-h-6 font-medium">
              {meant}
            </button>
          </span>
        )}
      </p>
    </>
  );
}
