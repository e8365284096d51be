import { log } from "./log";

type Fault = { readonly name: string; readonly message: string; readonly stack: string; readonly cause?: Fault };

/** An error without the values of its query, which may be somebody's address or secret. */
export const withoutValues = (error: unknown): Fault => {
  if (!(error instanceof Error)) return { name: typeof error, message: "", stack: "" };
  const [message = ""] = error.message.split("\nparams:");
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const stack = frames.slice(0, 20).join("\n");
  return { name: error.name, message, stack, ...(error.cause ? { cause: withoutValues(error.cause) } : {}) };
};

export type FailedCall = { readonly path: string; readonly requestId: string | null; readonly error: unknown };

export const logFailure = ({ path, requestId, error }: FailedCall): void => {
  log.error({ path, requestId, fault: withoutValues(error) }, "A call failed");
};
