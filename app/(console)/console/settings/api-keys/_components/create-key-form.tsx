"use client";

import { Check, CircleAlert, Copy, KeyRound } from "lucide-react";
import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SmallField } from "../../../_components/small-field";

export type Created =
  | { readonly kind: "created"; readonly name: string; readonly secret: string }
  | { readonly kind: "refused"; readonly message: string }
  | null;

export type CreateKey = (before: Created, form: FormData) => Promise<Created>;

export type CreateWords = Readonly<
  Record<"name" | "nameHint" | "go" | "refused" | "made" | "once" | "secret" | "copy" | "copied", string>
>;

function CopySecret({ secret, words }: { secret: string; words: CreateWords }) {
  const [copied, setCopied] = useState("");
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(secret);
  };
  const isCopied = copied === secret;
  const Icon = isCopied ? Check : Copy;
  return (
    <Button type="button" size="small" onClick={copy}>
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
    </Button>
  );
}

function Result({ created, words }: { created: Created; words: CreateWords }) {
  if (!created) return null;
  if (created.kind === "refused") {
    return (
      <Notice tone="danger" icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />} title={words.refused}>
        {created.message}
      </Notice>
    );
  }
  return (
    <Notice
      tone="success"
      icon={<KeyRound aria-hidden size={20} strokeWidth={1.75} />}
      title={words.made.replace("NAME", created.name)}
      action={<CopySecret secret={created.secret} words={words} />}
    >
      <p>{words.once}</p>
      <dl className="mt-1.5">
        <dt className="sr-only">{words.secret}</dt>
        <dd data-testid="secret" className="font-mono text-small break-all text-text select-all">
          {created.secret}
        </dd>
      </dl>
    </Notice>
  );
}

/** Makes a key; its secret stands here until the page is left, and nowhere afterwards. */
export function CreateKeyForm({ create, words }: { create: CreateKey; words: CreateWords }) {
  const [created, send, isBusy] = useActionState(create, null);
  return (
    <form action={send} className="flex flex-col items-start gap-4">
      <div className="flex w-full flex-wrap items-end gap-3">
        <SmallField id="name" label={words.name} className="w-full sm:w-72">
          <Input id="name" name="name" required maxLength={60} autoComplete="off" aria-describedby="name-hint" />
        </SmallField>
        <Button kind="primary" disabled={isBusy} aria-busy={isBusy}>
          {words.go}
        </Button>
      </div>
      <p id="name-hint" className="max-w-prose text-small text-text-2">
        {words.nameHint}
      </p>
      <div role="status" className="w-full">
        <Result created={created} words={words} />
      </div>
    </form>
  );
}
