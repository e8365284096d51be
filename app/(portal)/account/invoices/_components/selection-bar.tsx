"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";

type SelectionBarProps = {
  /** The form whose boxes named `invoice` it counts and ticks. */
  formId: string;
  all: string;
  /** The word after the number. */
  selected: string;
  children: ReactNode;
};

const boxesOf = (formId: string): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>(`#${formId} input[name="invoice"]`),
];

/** Ticks every box of a form at once and says how many are ticked; the form itself works without it. */
export function SelectionBar({ formId, all, selected, children }: SelectionBarProps) {
  const [count, setCount] = useState(0);
  const id = useId();
  const master = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const recount = () => {
      const boxes = boxesOf(formId);
      const ticked = boxes.filter(({ checked }) => checked).length;
      setCount(ticked);
      if (!master.current) return;
      master.current.checked = ticked > 0 && ticked === boxes.length;
      master.current.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    recount();
    document.addEventListener("change", recount);
    return () => document.removeEventListener("change", recount);
  }, [formId]);

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pb-3">
      <label htmlFor={id} className="inline-flex min-h-11 items-center gap-3 text-sm font-medium">
        <Checkbox
          id={id}
          ref={master}
          onChange={({ target }) => {
            for (const box of boxesOf(formId)) box.checked = target.checked;
          }}
        />
        {all}
      </label>
      <div className="flex flex-wrap items-center gap-4">
        <span role="status" className="text-sm text-text-2 tabular">
          {count} {selected}
        </span>
        {children}
      </div>
    </div>
  );
}
