"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { AdvancedClock } from "@/server/operations";
import { SmallField } from "../../../_components/small-field";

export type Moved =
  | { readonly kind: "moved"; readonly result: AdvancedClock }
  | { readonly kind: "refused"; readonly message: string }
  | null;

export type MoveClock = (before: Moved, form: FormData) => Promise<Moved>;

export type MoveWords = Readonly<
  Record<"day" | "time" | "zone" | "sweeps" | "sweepsHint" | "go" | "going" | "done" | "refused", string>
> & { readonly counts: ReadonlyArray<{ name: Exclude<keyof AdvancedClock, "now">; label: string }> };

function Result({ moved, words }: { moved: Moved; words: MoveWords }) {
  if (!moved) return null;
  if (moved.kind === "refused") {
    return (
      <Notice tone="danger" icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />} title={words.refused}>
        {moved.message}
      </Notice>
    );
  }
  const { result } = moved;
  return (
    <Notice tone="success" icon={<CircleCheck aria-hidden size={20} strokeWidth={1.75} />} title={words.done}>
      <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        {words.counts.map(({ name, label }) => (
          <div key={name} className="flex gap-2">
            <dt>{label}</dt>
            <dd className="tabular font-semibold">{result[name]}</dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}

export function MoveForm({ move, suggestedDay, words }: { move: MoveClock; suggestedDay: string; words: MoveWords }) {
  const [moved, send, isBusy] = useActionState(move, null);
  return (
    <form action={send} className="flex flex-col items-start gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <SmallField id="day" label={words.day} className="w-44">
          <Input id="day" key={suggestedDay} name="day" type="date" required defaultValue={suggestedDay} />
        </SmallField>
        <SmallField id="time" label={words.time} className="w-32">
          <Input id="time" name="time" type="time" required defaultValue="09:00" />
        </SmallField>
        <span className="pb-2 text-small text-text-2">{words.zone}</span>
      </div>
      <label htmlFor="sweeps" className="flex max-w-prose items-start gap-2.5">
        <Checkbox id="sweeps" name="sweeps" defaultChecked />
        <span>
          <span className="font-medium">{words.sweeps}</span>
          <span className="block text-small text-text-2">{words.sweepsHint}</span>
        </span>
      </label>
      <Button kind="primary" disabled={isBusy} aria-busy={isBusy}>
        {words.go}
      </Button>
      <div role="status" className="w-full">
        {isBusy ? <p className="text-small text-text-2">{words.going}</p> : <Result moved={moved} words={words} />}
      </div>
    </form>
  );
}
