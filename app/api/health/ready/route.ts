import { connection } from "next/server";
import { database } from "@/server/platform/database";
import { log } from "@/server/platform/log";
import { isDatabaseReady } from "@/server/platform/readiness";

const isReady = async (): Promise<boolean> => {
  try {
    return await isDatabaseReady(database());
  } catch (error) {
    log.warn({ fault: error instanceof Error ? error.name : "unknown" }, "The database does not answer");
    return false;
  }
};

/** The database answers and is migrated: this process may be sent requests. */
export async function GET(): Promise<Response> {
  await connection();
  const ready = await isReady();
  return Response.json(
    { status: ready ? "ready" : "not_ready" },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
