import { z } from "zod";
import type { AppSync } from "./app-sync";
import { saveCheckpoint } from "./checkpoint";
import type { Database } from "./database";
import type { Dispatcher } from "./dispatcher";
import { cancelRun } from "./end-run";
import type { ExecutorConfig } from "./executor-config";
import { RefusedFunction } from "./function-config";
import type { ApiReply, ApiRequest, Route } from "./http-server";
import { ingestEvents } from "./ingest-events";
import { readEvents } from "./read-events";
import { RefusedApplication } from "./register-functions";
import { RequestRefused } from "./request-refused";
import { countJobs, findRun, listRunsOfEvent } from "./run-reads";
import { isAuthorized, isSameSecret } from "./signature";

export interface Api {
  sql: Database;
  config: ExecutorConfig;
  appSync: AppSync;
  dispatcher: Dispatcher;
}

async function receiveEvents({ sql, dispatcher, config }: Api, request: ApiRequest): Promise<ApiReply> {
  const [key = ""] = request.params;
  if (config.eventKey !== null && !isSameSecret(key, config.eventKey)) throw new RequestRefused(401, "Wrong event key");
  const events = readEvents(request.body, request.header("x-inngest-event-id-seed"));
  const startedCount = await sql.begin((tx) => ingestEvents(tx, events));
  if (startedCount > 0) dispatcher.wake();
  return { status: 200, body: { ids: events.map((event) => event.internalId), status: 200 } };
}

async function register({ appSync }: Api, { body }: ApiRequest): Promise<ApiReply> {
  const appName = typeof body === "object" && body !== null && "appName" in body ? body.appName : undefined;
  try {
    const { isModified } = await appSync.register(appName, body);
    return { status: 200, body: { ok: true, status: 200, modified: isModified } };
  } catch (error) {
    if (error instanceof RefusedFunction || error instanceof RefusedApplication || error instanceof z.ZodError) {
      throw new RequestRefused(400, error.message);
    }
    throw error;
  }
}

async function checkpoint({ sql, config }: Api, { params: [runId = ""], body }: ApiRequest): Promise<ApiReply> {
  if (!config.checkpointing) throw new RequestRefused(501, "Checkpointing is turned off");
  const isWanted = await saveCheckpoint(sql, runId, body, config.leaseSeconds);
  return isWanted ? { status: 200, body: {} } : { status: 409, body: { status: 409, error: "Stale dispatch" } };
}

async function showRun({ sql }: Api, { params: [runId = ""] }: ApiRequest): Promise<ApiReply> {
  const run = await findRun(sql, runId);
  if (!run) throw new RequestRefused(404, `There is no run ${runId}`);
  return { status: 200, body: { data: run } };
}

async function cancel({ sql }: Api, { params: [runId = ""] }: ApiRequest): Promise<ApiReply> {
  if (await cancelRun(sql, runId)) return { status: 204 };
  if (await findRun(sql, runId)) throw new RequestRefused(409, `The run ${runId} has ended`);
  throw new RequestRefused(404, `There is no run ${runId}`);
}

/** Healthy means that it works; an application that is not up yet shows as not synced, and is waited for. */
async function showHealth({ sql, appSync, dispatcher }: Api): Promise<ApiReply> {
  const jobs = await countJobs(sql);
  return { status: 200, body: { ok: true, apps: appSync.states, openCalls: dispatcher.openCount, jobs } };
}

async function showRunsOfEvent({ sql }: Api, { params: [eventId = ""] }: ApiRequest): Promise<ApiReply> {
  return { status: 200, body: { data: await listRunsOfEvent(sql, eventId) } };
}

export function executorRoutes(api: Api): Route[] {
  type Answer = (api: Api, request: ApiRequest) => Promise<ApiReply>;
  const open = (method: string, path: RegExp, answer: Answer): Route => ({
    method,
    path,
    answer: (request) => answer(api, request),
  });
  const guarded = (method: string, path: RegExp, answer: Answer): Route =>
    open(method, path, async (_api, request) => {
      if (isAuthorized(request.header("authorization"), api.config.signingKey)) return answer(api, request);
      throw new RequestRefused(401, "The request does not carry the signing key");
    });
  return [
    open("GET", /^\/health$/, showHealth),
    open("POST", /^\/e\/([^/]+)$/, receiveEvents),
    guarded("POST", /^\/fn\/register$/, register),
    guarded("POST", /^\/v1\/checkpoint\/([^/]+)\/async$/, checkpoint),
    guarded("GET", /^\/v1\/events\/([^/]+)\/runs$/, showRunsOfEvent),
    guarded("GET", /^\/v1\/runs\/([^/]+)$/, showRun),
    guarded("DELETE", /^\/v1\/runs\/([^/]+)$/, cancel),
  ];
}
