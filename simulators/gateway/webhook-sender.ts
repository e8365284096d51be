import { createHmac } from "node:crypto";
import type { Log } from "../http/router";
import type { GatewayBook, GatewayEvent } from "./gateway-book";

export type Webhook = { readonly url: string; readonly secret: string; readonly retryMs?: number };

type Sending = { readonly book: GatewayBook; readonly webhook: Webhook; readonly now: () => Date; readonly log: Log };

const parallelMax = 8;
const answerMsMax = 10_000;
const retryMsMax = 60_000;

export function signature(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}

/** Sends each event until somebody takes it; an event may arrive more than once and in any order. */
export function createWebhookSender({ book, webhook, now, log }: Sending) {
  const ready: GatewayEvent[] = [];
  const attempts = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const active = new Set<Promise<void>>();
  const stopped = new AbortController();

  async function post(event: GatewayEvent): Promise<boolean> {
    const body = JSON.stringify(event);
    try {
      const response = await fetch(webhook.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-gateway-signature": signature(body, webhook.secret, now()),
        },
        body,
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(answerMsMax)]),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch (error) {
      log({ level: "warn", event: event.id, webhook: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }

  function retryLater(event: GatewayEvent): void {
    if (stopped.signal.aborted) return;
    const count = attempts.get(event.id) ?? 0;
    attempts.set(event.id, count + 1);
    const retryMs = Math.min((webhook.retryMs ?? 500) * 2 ** count, retryMsMax);
    const timer = setTimeout(() => {
      timers.delete(timer);
      send([event]);
    }, retryMs);
    timers.add(timer.unref());
  }

  async function deliver(event: GatewayEvent): Promise<void> {
    const isTaken = await post(event);
    if (!isTaken) return retryLater(event);
    attempts.delete(event.id);
    await book.commit([{ table: "deliveries", id: event.id, value: { at: now().toISOString() } }]);
  }

  function start(event: GatewayEvent): void {
    const running = deliver(event)
      .catch((error: unknown) => log({ level: "error", event: event.id, error: String(error) }))
      .finally(() => {
        active.delete(running);
        pump();
      });
    active.add(running);
  }

  function pump(): void {
    while (active.size < parallelMax && !stopped.signal.aborted) {
      const event = ready.shift();
      if (!event) return;
      start(event);
    }
  }

  function send(events: readonly GatewayEvent[]): void {
    ready.push(...events);
    pump();
  }

  return {
    send,
    async stop(): Promise<void> {
      stopped.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(active);
    },
  };
}

export function undeliveredEvents(book: GatewayBook): GatewayEvent[] {
  return book.list("events").filter(({ id }) => !book.find("deliveries", id));
}

export type WebhookSender = ReturnType<typeof createWebhookSender>;
