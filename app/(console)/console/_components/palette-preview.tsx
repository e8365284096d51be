"use client";

import { Check, Copy, Download, History, type LucideIcon, ReceiptText } from "lucide-react";
import type { Route } from "next";
import { type ReactNode, useState } from "react";
import { Link } from "@/components/ui/link";
import { HitStatus } from "../search/_components/hit-row";
import type { HitView } from "../search/_components/search-view";
import type { PaletteRoom } from "./palette-options";

export type PreviewWords = Readonly<
  Record<"preview" | "copyId" | "copied" | "pdf" | "itsInvoices" | "auditTrail" | "why" | "day", string>
> & { readonly kinds: Readonly<Record<HitView["group"], string>> };

const row =
  "flex min-h-8 w-full items-center gap-2.5 rounded-control px-2 text-left text-small font-medium text-text no-underline hover:bg-sunken pointer-coarse:min-h-11";

function ActionIcon({ of: Icon }: { of: LucideIcon }) {
  return <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-2" />;
}

function CopyId({ id, words }: { id: string; words: PreviewWords }) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(id);
  };
  const isCopied = copied === id;
  return (
    <button type="button" onClick={copy} className={row}>
      <ActionIcon of={isCopied ? Check : Copy} />
      <span aria-live="polite">{isCopied ? words.copied : words.copyId}</span>
    </button>
  );
}

type PreviewProps = { hit: HitView; rooms: readonly PaletteRoom[]; words: PreviewWords; onClose: () => void };

function Actions({ hit, rooms, words, onClose }: PreviewProps) {
  const opens = (href: string) => rooms.some((room) => room.href === href);
  const link = (href: string, icon: LucideIcon, label: string): ReactNode => (
    <li key={href}>
      <Link href={href as Route} onClick={onClose} className={row}>
        <ActionIcon of={icon} /> {label}
      </Link>
    </li>
  );
  return (
    <ul className="-mx-2 mt-3 border-t border-border pt-2">
      {hit.group === "invoices" && (
        <li>
          <a href={`/console/invoices/${hit.id}/pdf`} download className={row}>
            <ActionIcon of={Download} /> {words.pdf}
          </a>
        </li>
      )}
      {hit.group === "accounts" &&
        opens("/console/invoices") &&
        link(`/console/invoices?${new URLSearchParams({ q: hit.title })}`, ReceiptText, words.itsInvoices)}
      {opens("/console/audit") && link(`/console/audit?subject=${hit.id}`, History, words.auditTrail)}
      <li>
        <CopyId id={hit.id} words={words} />
      </li>
    </ul>
  );
}

/** What is chosen in the search, at a glance, and what can be done with it at once. */
export function PalettePreview({ hit, rooms, words, onClose }: PreviewProps) {
  const { amount, day, status, label, reason } = hit;
  return (
    <section
      aria-label={words.preview}
      data-preview={hit.id}
      className="hidden w-72 shrink-0 overflow-y-auto border-l border-border bg-bg px-5 py-4 min-[60rem]:block"
    >
      <div className="flex min-h-6 items-center justify-between gap-3">
        <p className="text-small text-text-2">{words.kinds[hit.group]}</p>
        {status && <HitStatus status={status} />}
      </div>
      {amount && (
        <data className="money block text-h2 font-semibold" value={amount.minor} data-ccy={amount.currency}>
          {amount.text}
        </data>
      )}
      <p className="mt-1 font-medium break-words">{hit.title}</p>
      {label && (
        <p className={`text-text-2 break-words ${hit.isNumber ? "font-mono text-micro" : "text-small"}`}>{label}</p>
      )}
      <dl className="mt-3 grid grid-cols-[72px_minmax(0,1fr)] gap-y-1 text-small">
        {day && (
          <>
            <dt className="text-text-2">{words.day}</dt>
            <dd>
              <time dateTime={day.iso}>{day.text}</time>
            </dd>
          </>
        )}
        {reason.length > 0 && (
          <>
            <dt className="text-text-2">{words.why}</dt>
            <dd className="break-words">{reason.map(({ text }) => text).join("")}</dd>
          </>
        )}
      </dl>
      <Actions hit={hit} rooms={rooms} words={words} onClose={onClose} />
    </section>
  );
}
