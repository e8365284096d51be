import { type Log, logToStdout } from "./log";

export interface ExecutorOptions {
  databaseUrl: string;
  port: number;
  host?: string;
  /** Where functions are served: each is asked for its functions at start, and only these may register. */
  serveUrls: string[];
  leaseSeconds?: number;
  pollMs?: number;
  /** Calls open at once. */
  callsMax?: number;
  /** Multiplies the table of retry delays; tests make it small. */
  backoffScale?: number;
  /** Lets the SDK run several steps in one call and report each as it ends. */
  checkpointing?: boolean;
  retentionDays?: number;
  /** How long an open call may go on after `close`. */
  closeGraceMs?: number;
  /** A query that takes longer is taken to hang, and `onStall` is called. */
  stallSeconds?: number;
  onStall?: () => void;
  log?: Log;
  /** Signs calls and is asked of callers, as Inngest does outside development; it is an even number of hex digits. */
  signingKey?: string | null;
  /** Asked of senders of events. */
  eventKey?: string | null;
}

export type ExecutorConfig = Required<ExecutorOptions>;

export function withDefaults(options: ExecutorOptions): ExecutorConfig {
  return {
    host: "127.0.0.1",
    leaseSeconds: 15,
    pollMs: 1_000,
    callsMax: 16,
    backoffScale: 1,
    checkpointing: true,
    retentionDays: 14,
    closeGraceMs: 3_000,
    stallSeconds: 60,
    onStall: () => undefined,
    log: logToStdout,
    signingKey: null,
    eventKey: null,
    ...options,
  };
}
