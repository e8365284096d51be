import type { Metadata } from "next";
import operations from "@/messages/en/operations.json";
import { listApiKeys } from "@/server/auth/list-api-keys";
import { staffContext } from "@/server/auth/request-context";
import { companyZone } from "../../_data/load-shell";
import { ApiKeysScreen } from "./_components/api-keys-screen";
import { createKey, revokeKey } from "./actions";

export const metadata: Metadata = { title: operations.apiKeys.title };

export default async function ApiKeys() {
  const ctx = await staffContext("api_keys:read");
  const keys = await listApiKeys(ctx);
  const verbs = ctx.actor.permissions.includes("api_keys:manage") ? { create: createKey, revoke: revokeKey } : null;
  return <ApiKeysScreen keys={keys} zone={companyZone} verbs={verbs} />;
}
