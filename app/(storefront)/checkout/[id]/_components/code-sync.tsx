"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { focusField, showFieldMessage } from "@/components/form/field-message";
import { fieldsOfForm } from "../../../_card/pay-request";

type CodeAnswer = { status: "ok" } | { status: "refused"; message: string; field?: string };

type CodeSyncProps = { url: string; fieldId: string; texts: { failed: string } };

// What was applied stands above the field, which is empty again and folded away.
function clearField(id: string): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = "";
  field.closest("details")?.removeAttribute("open");
}

/** Applies and removes codes without leaving the page, so that a card that is being typed stays. */
export function CodeSync({ url, fieldId, texts }: CodeSyncProps) {
  const router = useRouter();
  const status = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    const root = status.current?.closest("form");
    if (!root) return;
    const send = async (extra: Record<string, string>) => {
      const body = new URLSearchParams({ ...fieldsOfForm(root), ...extra });
      const response = await fetch(url, { method: "POST", headers: { accept: "application/json" }, body });
      const answer: CodeAnswer = await response.json();
      showFieldMessage(fieldId, answer.status === "refused" ? answer.message : "");
      if (answer.status === "refused") return focusField(answer.field ?? fieldId);
      if (!extra.remove) clearField(fieldId);
      router.refresh();
    };
    const sendOrSay = (extra: Record<string, string>): void => {
      send(extra).catch(() => {
        if (status.current) status.current.textContent = texts.failed;
      });
    };
    const onClick = (event: Event) => {
      const { target } = event;
      const button =
        target instanceof Element ? target.closest<HTMLButtonElement>("[data-code-apply],[data-code-remove]") : null;
      if (!button) return;
      event.preventDefault();
      sendOrSay(button.name === "remove" ? { remove: button.value } : {});
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.target.id !== fieldId) return;
      event.preventDefault();
      sendOrSay({});
    };
    root.addEventListener("click", onClick);
    root.addEventListener("keydown", onKey);
    return () => {
      root.removeEventListener("click", onClick);
      root.removeEventListener("keydown", onKey);
    };
  }, [url, fieldId, router, texts.failed]);

  return <p ref={status} role="status" className="text-sm text-text-2" />;
}
