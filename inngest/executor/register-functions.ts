import { z } from "zod";
import type { Database } from "./database";
import { readFunctionConfig, serveUrlOf } from "./function-config";
import { saveAppFunctions } from "./function-store";

const registration = z.looseObject({ url: z.url(), functions: z.array(z.unknown()) });

export interface Registered {
  appId: string;
  serveUrl: string;
  functionCount: number;
  isModified: boolean;
}

/** An application that may not register, or whose registration cannot be read. */
export class RefusedApplication extends Error {
  override name = "RefusedApplication";
}

/** Takes over the functions of an application, all of them or, when one is refused, none. */
export async function registerFunctions(
  sql: Database,
  appId: unknown,
  body: unknown,
  serveUrls: string[],
): Promise<Registered> {
  const result = registration.safeParse(body);
  if (!result.success || typeof appId !== "string" || appId === "") {
    throw new RefusedApplication("The registration could not be read");
  }
  const serveUrl = serveUrlOf(result.data.url);
  if (!serveUrls.map(serveUrlOf).includes(serveUrl)) {
    throw new RefusedApplication(`${serveUrl} is not among the configured serve URLs: ${serveUrls.join(", ")}`);
  }
  const functions = result.data.functions.map(readFunctionConfig);
  const isModified = await saveAppFunctions(sql, appId, functions);
  return { appId, serveUrl, functionCount: functions.length, isModified };
}
