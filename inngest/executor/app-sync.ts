import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { callSdk } from "./call-sdk";
import type { Database } from "./database";
import type { ExecutorConfig } from "./executor-config";
import { serveUrlOf } from "./function-config";
import { errorText } from "./log";
import { registerFunctions } from "./register-functions";
import { signatureHeaders } from "./signature";

const inBandReply = z.looseObject({ app_id: z.string(), url: z.string(), functions: z.array(z.unknown()) });

const firstPauseMs = 250;
const longestPauseMs = 10_000;

interface AppState {
  isSynced: boolean;
  problem: string | null;
}

/** Asks each configured application for its functions until it has given them. */
export class AppSync {
  readonly #states = new Map<string, AppState>();
  readonly #abort = new AbortController();
  #loops: Promise<void>[] = [];

  constructor(
    readonly sql: Database,
    readonly config: ExecutorConfig,
    readonly onSynced: (serveUrl: string) => void,
  ) {
    for (const url of config.serveUrls) this.#states.set(serveUrlOf(url), { isSynced: false, problem: null });
  }

  get states(): Record<string, AppState> {
    return Object.fromEntries(this.#states);
  }

  start(): void {
    this.#loops = this.config.serveUrls.map((url) => this.#syncUntilDone(url));
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.all(this.#loops);
  }

  /** A registration that the application began by itself, or the answer to one that we asked for. */
  async register(appId: unknown, body: unknown): Promise<{ isModified: boolean }> {
    try {
      const registered = await registerFunctions(this.sql, appId, body, this.config.serveUrls);
      this.config.log("info", "Functions are synced", { ...registered });
      this.#states.set(registered.serveUrl, { isSynced: true, problem: null });
      this.onSynced(registered.serveUrl);
      return registered;
    } catch (error) {
      this.config.log("error", "Functions were refused", { appId, error: errorText(error) });
      throw error;
    }
  }

  async #syncUntilDone(url: string): Promise<void> {
    const key = serveUrlOf(url);
    for (let pauseMs = firstPauseMs; !this.#abort.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const problem = await this.#syncOnce(url).catch(errorText);
      if (this.#states.get(key)?.isSynced) return;
      if (problem !== null && problem !== this.#states.get(key)?.problem && !this.#abort.signal.aborted) {
        this.config.log("warn", "An application is not synced yet", { url, problem });
        this.#states.set(key, { isSynced: false, problem });
      }
      await setTimeout(pauseMs, undefined, { signal: this.#abort.signal }).catch(() => undefined);
    }
  }

  /** Null when the application is synced, otherwise what stood in the way. */
  async #syncOnce(url: string): Promise<string | null> {
    const body = JSON.stringify({ url });
    const result = await callSdk({
      url,
      method: "PUT",
      headers: { "x-inngest-sync-kind": "in_band", ...signatureHeaders(body, this.config.signingKey) },
      body,
      signal: this.#abort.signal,
      timeoutMs: 30_000,
    });
    if (result.kind === "too_large") return "the answer is too large";
    if (result.kind !== "answered") return result.reason;
    if (result.reply.status !== 200) return `status ${result.reply.status}: ${result.reply.body.slice(0, 300)}`;
    // An application that does not sync in band has registered by a request of its own meanwhile.
    const reply = inBandReply.safeParse(JSON.parse(result.reply.body));
    if (reply.success) await this.register(reply.data.app_id, reply.data);
    return null;
  }
}
