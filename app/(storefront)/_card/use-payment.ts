"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { focusField, showFieldMessage } from "@/components/form/field-message";
import { findProblems, markProblems, type Problem, recheck } from "./form-problems";
import { fieldsOfForm, type PayOutcome, sendPayment } from "./pay-request";

export type PaymentPhase = "idle" | "busy" | "unknown";

export type PaymentTexts = { stale: string; errorTitle: string };

type Card = { token: string; holder: string } | null;

type PaymentInput = {
  formId: string;
  payUrl: string;
  previewId: string;
  idempotencyKey: string;
  texts: PaymentTexts;
  /** Shows a message at a card field; false where the field is not one of the card's. */
  showAtCard: (field: string, message: string) => boolean;
};

const askAgainAfterMs = 6000;

const formOf = (id: string) => document.getElementById(id) as HTMLFormElement | null;

export function usePayment(input: PaymentInput) {
  const { formId, payUrl, previewId, texts, showAtCard } = input;
  const router = useRouter();
  const key = useRef(input.idempotencyKey);
  const lastCard = useRef<Card>(null);
  const [phase, setPhase] = useState<PaymentPhase>("idle");
  const [failure, setFailure] = useState("");
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  useEffect(() => {
    const form = formOf(formId);
    if (!form) return;
    form.noValidate = true;
    const onInput = ({ target }: Event) => recheck(target);
    form.addEventListener("input", onInput);
    return () => form.removeEventListener("input", onInput);
  }, [formId]);

  const fail = (message: string, field?: string) => {
    setPhase("idle");
    document.title = `${texts.errorTitle} ${document.title.replace(`${texts.errorTitle} `, "")}`;
    if (field && showAtCard(field, message)) return setFailure("");
    if (field && showFieldMessage(field, message)) {
      setFailure("");
      return focusField(field);
    }
    setFailure(message);
  };

  const settle = (outcome: PayOutcome) => {
    if ("next" in outcome) return window.location.assign(outcome.next);
    // What was refused or declined is over: the next attempt is another one.
    key.current = crypto.randomUUID();
    if (outcome.status === "stale") {
      router.refresh();
      return fail(texts.stale);
    }
    fail(outcome.message, outcome.field);
  };

  /** The form as it stands is complete, or says what it lacks and takes the focus there. */
  const begin = (): boolean => {
    const form = formOf(formId);
    if (!form || phase === "busy") return false;
    const found = findProblems(form);
    markProblems(form, found);
    setProblems(found);
    setFailure("");
    const [only] = found;
    if (only) {
      if (found.length === 1) focusField(only.field);
      return false;
    }
    setPhase("busy");
    return true;
  };

  const send = async (card: Card): Promise<void> => {
    const form = formOf(formId);
    if (!form) return;
    lastCard.current = card;
    setPhase("busy");
    try {
      const request = { previewId, idempotencyKey: key.current, card, fields: fieldsOfForm(form) };
      settle(await sendPayment(payUrl, request));
    } catch {
      // No answer: the same key asks again what became of it, and cannot charge twice.
      setPhase("unknown");
    }
  };

  const cancel = () => setPhase("idle");
  const askAgain = () => send(lastCard.current);
  const askByItself = useEffectEvent(() => void askAgain());

  useEffect(() => {
    if (phase !== "unknown") return;
    const timer = setTimeout(askByItself, askAgainAfterMs);
    return () => clearTimeout(timer);
  }, [phase]);

  return { phase, failure, problems, idempotencyKey: key, begin, send, cancel, askAgain };
}
