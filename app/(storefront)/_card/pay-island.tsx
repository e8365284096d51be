"use client";

import { clsx } from "clsx";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { ErrorSummary } from "@/components/form/error-summary";
import { Button } from "@/components/ui/button";
import { type CardFields, type CardMessage, cardFieldNames, tellCard } from "./card-frame";
import { useCardFrame } from "./use-card-frame";
import { type PaymentTexts, usePayment } from "./use-payment";
import { useWaitingText } from "./use-waiting-text";

export type PayTexts = PaymentTexts & {
  pay: string;
  busy: string;
  slow: string;
  unknown: string;
  askAgain: string;
  card: string;
  summary: string;
};

export type PayIslandProps = {
  formId: string;
  payUrl: string;
  previewId: string;
  idempotencyKey: string;
  cardFields: CardFields | null;
  texts: PayTexts;
  placeholder: ReactNode;
  consent: ReactNode;
  /** Under the button. */
  note: ReactNode;
  /** What the button lies on, where it sticks to the foot of a phone. */
  ground?: "bg-bg" | "bg-surface";
};

export function PayIsland({
  cardFields,
  texts,
  placeholder,
  consent,
  note,
  ground = "bg-bg",
  ...order
}: PayIslandProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [summaryPlace, setSummaryPlace] = useState<HTMLElement | null>(null);
  const payment = usePayment({
    ...order,
    texts,
    showAtCard: (field, message) => {
      if (!cardFields || !cardFieldNames.has(field)) return false;
      tellCard(frame.current, cardFields.origin, { type: "show-error", field, message });
      return true;
    },
  });
  const isBusy = payment.phase === "busy";
  const waiting = useWaitingText(isBusy, texts);

  const onCardMessage = (message: CardMessage) => {
    if (message.type === "submit") (document.getElementById(order.formId) as HTMLFormElement | null)?.requestSubmit();
    if (message.type === "invalid") payment.cancel();
    if (message.type === "token") void payment.send(message);
  };
  const card = useCardFrame(frame, cardFields, onCardMessage);

  const onSubmit = useEffectEvent((event: SubmitEvent) => {
    // Fields that never came up leave the form to the browser, and the server to the gateway's own page.
    if (event.submitter?.hasAttribute("formaction") || (cardFields && !card.isReady)) return;
    event.preventDefault();
    if (!payment.begin()) return;
    if (cardFields) tellCard(frame.current, cardFields.origin, { type: "tokenize" });
    else void payment.send(null);
  });

  useEffect(() => {
    const form = document.getElementById(order.formId);
    form?.addEventListener("submit", onSubmit);
    setSummaryPlace(document.getElementById(`${order.formId}-problems`));
    return () => form?.removeEventListener("submit", onSubmit);
  }, [order.formId]);

  // A browser gives the focus by itself to what came with the page, but not to what comes later.
  useEffect(() => {
    if (payment.problems.length > 1) summaryPlace?.querySelector<HTMLElement>("[role=alert]")?.focus();
  }, [payment.problems, summaryPlace]);

  return (
    <>
      {summaryPlace &&
        createPortal(
          <ErrorSummary key={payment.problems.length} title={texts.summary} errors={payment.problems} />,
          summaryPlace,
        )}
      {cardFields && (
        <div className="relative -m-1 noscript:hidden">
          {card.height === 0 && placeholder}
          <iframe
            ref={frame}
            title={texts.card}
            src={card.src}
            allow="payment"
            style={{ height: card.height }}
            className="block w-full"
          />
        </div>
      )}
      <p role="alert" className="mt-4 font-medium text-danger empty:hidden">
        {payment.failure}
      </p>
      <div className="mt-6">{consent}</div>
      {payment.phase !== "unknown" && (
        <PayBar ground={ground} idempotencyKey={isBusy ? payment.idempotencyKey.current : null}>
          {texts.pay}
        </PayBar>
      )}
      <p role="status" className="text-center text-sm text-text-2">
        {isBusy && waiting}
      </p>
      {payment.phase === "unknown" && (
        <div
          role="alert"
          className="mt-4 flex flex-col items-start gap-3 rounded-card bg-warning-soft p-5 text-warning"
        >
          <p className="font-medium">{texts.unknown}</p>
          <Button type="button" onClick={() => void payment.askAgain()}>
            {texts.askAgain}
          </Button>
        </div>
      )}
      {note}
    </>
  );
}

type PayBarProps = { ground: string; idempotencyKey: string | null; children: ReactNode };

/** On phones it sticks to the foot; while it pays it names its key. */
function PayBar({ ground, idempotencyKey, children }: PayBarProps) {
  return (
    <div
      className={clsx(
        ground,
        "z-10 max-sm:sticky max-sm:bottom-0 max-sm:-mx-5 max-sm:mt-6 max-sm:border-t max-sm:border-border max-sm:px-5 max-sm:py-3 sm:mt-5",
      )}
    >
      <Button
        kind="primary"
        size="large"
        width="full"
        aria-busy={idempotencyKey !== null}
        data-idem={idempotencyKey ?? undefined}
      >
        {children}
      </Button>
    </div>
  );
}
