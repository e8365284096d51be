"use client";

import { Link } from "lucide-react";
import { useState } from "react";

type CopyLinkProps = { href: string; label: string; doneLabel: string };

/** A link to the exact view; a click copies its address, and without a script it simply leads there. */
export function CopyLink({ href, label, doneLabel }: CopyLinkProps) {
  const [copied, setCopied] = useState("");

  const copy = async (event: React.MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    await navigator.clipboard.writeText(event.currentTarget.href);
    setCopied(href);
  };

  return (
    <p className="flex min-h-(--control) items-center text-sm font-medium text-brand">
      <Link aria-hidden size={18} strokeWidth={1.75} className="mr-2" />
      <a href={href} onClick={copy} className="link">
        {label}
      </a>
      <span role="status" className="text-text-2">
        {copied === href ? <span className="ml-2">{doneLabel}</span> : null}
      </span>
    </p>
  );
}
