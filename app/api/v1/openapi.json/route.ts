import { connection } from "next/server";
import { env } from "@/server/platform/env";
import { describeApi } from "@/server/rest/describe-api";

/** The public API, described for programs and for those who write them. */
export const GET = async (): Promise<Response> => {
  await connection();
  return Response.json(describeApi(env().APP_ORIGIN), { headers: { "cache-control": "public, max-age=300" } });
};
