import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { cardFieldsRoutes } from "./gateway/card-fields-page";
import { challengeRoutes } from "./gateway/challenge-routes";
import { chargeRoutes } from "./gateway/charge-routes";
import { createChargeScript } from "./gateway/charge-script";
import { disputeRoutes } from "./gateway/dispute-routes";
import type { Gateway } from "./gateway/gateway";
import { type GatewayBook, openGatewayBook } from "./gateway/gateway-book";
import { refundRoutes } from "./gateway/refund-routes";
import { scriptRoutes } from "./gateway/script-routes";
import { sessionRoutes } from "./gateway/session-routes";
import { setupRoutes } from "./gateway/setup-routes";
import { tokenRoutes } from "./gateway/token-routes";
import { createWebhookSender, undeliveredEvents, type Webhook, type WebhookSender } from "./gateway/webhook-sender";
import { createAnswerOnce } from "./http/answer-once";
import { createListener, type Log, type Route } from "./http/router";
import { assetRoutes } from "./page/assets";
import { openProductBook } from "./product/product-book";
import { productRoutes } from "./product/product-routes";

export type SimulatorsConfig = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly directory: string;
  readonly appOrigin: string;
  readonly gatewayApiKey: string;
  readonly productApiKey: string;
  readonly merchant?: string;
  readonly webhook?: Webhook;
  /** How browsers reach this process; by default the app's host with this port. */
  readonly origin?: string;
  readonly now?: () => Date;
  readonly log?: Log;
};

export type Simulators = { readonly origin: string; close(): Promise<void> };

function listen(server: Server, { port, host }: SimulatorsConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function publicOrigin(config: SimulatorsConfig, port: number): string {
  if (config.origin) return config.origin;
  const { protocol, hostname } = new URL(config.appOrigin);
  return `${protocol}//${hostname}:${port}`;
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}

function createGateway(
  config: SimulatorsConfig,
  book: GatewayBook,
  more: Pick<Gateway, "origin" | "sendEvents">,
): Gateway {
  return {
    ...more,
    book,
    answers: createAnswerOnce((key) => book.find("answers", key)),
    script: createChargeScript(),
    apiKey: config.gatewayApiKey,
    appOrigin: config.appOrigin,
    merchant: config.merchant ?? "Alderpost",
    now: config.now ?? (() => new Date()),
  };
}

function gatewayRoutes(gateway: Gateway): Route[] {
  return [
    cardFieldsRoutes,
    tokenRoutes,
    chargeRoutes,
    refundRoutes,
    disputeRoutes,
    sessionRoutes,
    setupRoutes,
    challengeRoutes,
    scriptRoutes,
  ].flatMap((routes) => routes(gateway));
}

function openWebhooks(config: SimulatorsConfig, book: GatewayBook, log: Log): WebhookSender | null {
  if (!config.webhook) return null;
  const sender = createWebhookSender({ book, webhook: config.webhook, now: config.now ?? (() => new Date()), log });
  sender.send(undeliveredEvents(book));
  return sender;
}

/** A gateway and a product in one process, each with a book of its own on disk. */
export async function startSimulators(config: SimulatorsConfig): Promise<Simulators> {
  const log = config.log ?? (() => {});
  const [gatewayBook, productBook] = await Promise.all([
    openGatewayBook(config.directory),
    openProductBook(config.directory),
  ]);
  // The port, and with it the origin that goes into answers, is known only once the server listens.
  const routes: Route[] = [];
  const server = createServer(createListener(routes, log));
  const origin = publicOrigin(config, await listen(server, config));

  const webhooks = openWebhooks(config, gatewayBook, log);
  const gateway = createGateway(config, gatewayBook, { origin, sendEvents: webhooks?.send ?? null });
  const { appOrigin, productApiKey: apiKey } = config;
  const product = productRoutes({ book: productBook, apiKey, appOrigin, now: gateway.now });
  routes.push(...assetRoutes(), ...gatewayRoutes(gateway), ...product);

  return {
    origin,
    close: async () => {
      await stopListening(server);
      await webhooks?.stop();
      await Promise.all([gatewayBook.close(), productBook.close()]);
    },
  };
}
