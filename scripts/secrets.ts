import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const names = [
  "postgresPassword",
  "appRolePassword",
  "authSecret",
  "gatewayApiKey",
  "gatewayWebhookSecret",
  "productApiKey",
] as const;

export type Secrets = Readonly<Record<(typeof names)[number], string>>;

/** Made once per DATA_DIR and kept there, readable by its owner only. */
export const readOrMakeSecrets = (dataDirectory: string): Secrets => {
  const file = path.join(dataDirectory, "secrets.json");
  const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Partial<Secrets>) : {};
  const secrets = Object.fromEntries(names.map((name) => [name, kept[name] ?? randomBytes(24).toString("hex")]));
  if (names.some((name) => !kept[name])) fs.writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets as Secrets;
};
