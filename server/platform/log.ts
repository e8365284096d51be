import pino from "pino";

const secretPaths = ["email", "token", "password", "code", "cardNumber", "authorization", "cookie"];

/** Structured lines on standard output; what could identify or open something is left out. */
export const log = pino({
  base: { process: process.env.PROCESS_NAME ?? "perennial" },
  redact: { paths: [...secretPaths, ...secretPaths.map((path) => `*.${path}`)], censor: "[left out]" },
});
