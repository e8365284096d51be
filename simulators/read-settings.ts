import type { SimulatorsConfig } from "./start-simulators";

type Environment = Readonly<Record<string, string | undefined>>;

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new Error(`${name} is not set.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`SIMULATORS_PORT is "${text}". Give a whole number up to 65535.`);
}

export function readSettings(env: Environment): SimulatorsConfig {
  const webhookUrl = env.WEBHOOK_URL;
  return {
    host: env.HOST || "127.0.0.1",
    port: readPort(required(env, "SIMULATORS_PORT")),
    directory: required(env, "SIMULATORS_DIR"),
    appOrigin: new URL(required(env, "APP_ORIGIN")).origin,
    gatewayApiKey: required(env, "GATEWAY_API_KEY"),
    productApiKey: required(env, "PRODUCT_API_KEY"),
    ...(webhookUrl ? { webhook: { url: webhookUrl, secret: required(env, "GATEWAY_WEBHOOK_SECRET") } } : {}),
    ...(env.SIMULATORS_ORIGIN ? { origin: env.SIMULATORS_ORIGIN } : {}),
    ...(env.MERCHANT_NAME ? { merchant: env.MERCHANT_NAME } : {}),
  };
}
