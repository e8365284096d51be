"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { fieldsOf, formUrl, readEarlyResets, steppedInput, writeFields } from "./form-url";
import { useHeldSubmit } from "./use-held-submit";

type AutoFormProps = {
  id: string;
  action: string;
  /** What the server rendered; the controls follow it when a link changes it. */
  values: Readonly<Record<string, string>>;
  className?: string;
  children: ReactNode;
};

const typingPauseMs = 250;

const isTyped = ({ type }: HTMLInputElement | HTMLSelectElement): boolean => type === "number" || type === "text";

/**
 * A plain GET form that sends itself when a control changes. Controls elsewhere join it by their `form` attribute;
 * one with `data-resets` names the fields its change takes out of the address.
 */
export function AutoForm({ id, action, values, className, children }: AutoFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  useHeldSubmit(id, isPending);

  const isLive = useRef(false);

  useEffect(() => {
    if (isLive.current && form.current) writeFields(form.current, values);
  }, [values]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = (resets: readonly string[]) => {
      if (!form.current) return;
      document.documentElement.dataset.changed = "";
      const url = formUrl(action, fieldsOf(form.current, resets));
      startTransition(() => router.replace(url as Route, { scroll: false }));
    };
    const onInput = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
      if (target.form !== form.current) return;
      clearTimeout(timer);
      const resets = target.dataset.resets?.split(" ") ?? [];
      timer = setTimeout(() => send(resets), isTyped(target) ? typingPauseMs : 0);
    };
    const onSubmit = (event: SubmitEvent) => {
      if (event.target !== form.current) return;
      event.preventDefault();
      clearTimeout(timer);
      steppedInput(event.submitter);
      send([]);
    };
    document.addEventListener("input", onInput);
    document.addEventListener("submit", onSubmit);
    // What was chosen before the scripts came has made its event already.
    const early = !isLive.current && form.current ? readEarlyResets(form.current) : null;
    isLive.current = true;
    if (early) send(early);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("input", onInput);
      document.removeEventListener("submit", onSubmit);
    };
  }, [action, router]);

  return (
    <form
      ref={form}
      id={id}
      action={action}
      method="get"
      // What a browser would fill in again after a reload is no choice of today.
      autoComplete="off"
      aria-busy={isPending}
      className={className}
    >
      {/* Enter in a field presses the first button of a form: this one, and not a stepper's. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      {children}
    </form>
  );
}
