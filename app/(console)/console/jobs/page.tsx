import type { Metadata } from "next";
import operations from "@/messages/en/operations.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { listEngineFunctions, listFailedRuns, readOutboxState } from "@/server/platform";
import { env } from "@/server/platform/env";
import { companyZone } from "../_data/load-shell";
import { JobsScreen } from "./_components/jobs-screen";

export const metadata: Metadata = { title: operations.jobs.title };

export default async function Jobs() {
  const ctx = await staffContext("jobs:read");
  const isEmbedded = env().EMBEDDED_EXECUTOR === "1";
  const outbox = await orRefused(() => readOutboxState(ctx));
  const engine = isEmbedded ? { functions: await listEngineFunctions(ctx), failed: await listFailedRuns(ctx) } : null;
  return <JobsScreen engine={engine} outbox={outbox} zone={companyZone} />;
}
