"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { focusField, showFieldMessage } from "@/components/form/field-message";
import { fieldsOfForm } from "../../../_card/pay-request";

type DetailsSyncProps = { formId: string; url: string; texts: { working: string; failed: string } };

type DetailsAnswer = { status: "ok" } | { status: "refused"; message: string; field: string };

/** Sends what changes the tax as soon as it changes, and shows the total that the server makes of it. */
export function DetailsSync({ formId, url, texts }: DetailsSyncProps) {
  const router = useRouter();
  const status = useRef<HTMLParagraphElement>(null);
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const send = async () => {
      const body = new URLSearchParams(fieldsOfForm(form));
      const response = await fetch(url, { method: "POST", headers: { accept: "application/json" }, body });
      const answer: DetailsAnswer = await response.json();
      if (answer.status === "refused") {
        showFieldMessage(answer.field, answer.message);
        focusField(answer.field);
        return;
      }
      startTransition(() => router.refresh());
    };
    let isSending = false;
    let isOutdated = false;
    // One after the other: of two at once the earlier might be kept last, and the total would be of what no longer stands.
    const sync = async () => {
      isOutdated = true;
      if (isSending) return;
      isSending = true;
      try {
        while (isOutdated) {
          isOutdated = false;
          await send();
        }
      } finally {
        isSending = false;
      }
    };
    const onChange = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.closest("[data-affects-total]")) return;
      sync().catch(() => {
        if (status.current) status.current.textContent = texts.failed;
      });
    };
    form.addEventListener("change", onChange);
    return () => form.removeEventListener("change", onChange);
  }, [formId, url, router, texts.failed]);

  return (
    <p ref={status} role="status" className="mt-3 text-sm text-text-2">
      {isPending ? texts.working : ""}
    </p>
  );
}
