import fs from "node:fs";
import path from "node:path";
import { createStream } from "rotating-file-stream";

export type ProcessLog = { readonly write: (line: string) => void; readonly close: () => Promise<void> };

export const processLogFile = (dataDirectory: string, name: string): string =>
  path.join(dataDirectory, "log", `${name}.log`);

/** One JSON object a line; what a process prints in words is wrapped. */
export const openProcessLog = (dataDirectory: string, name: string): ProcessLog => {
  fs.mkdirSync(path.join(dataDirectory, "log"), { recursive: true });
  const stream = createStream(`${name}.log`, { path: path.join(dataDirectory, "log"), size: "10M", maxFiles: 5 });
  return {
    write: (line) => stream.write(`${asJson(line, name)}\n`),
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
};

const asJson = (line: string, name: string): string => {
  if (line.startsWith("{") && line.endsWith("}")) return line;
  return JSON.stringify({ time: new Date().toISOString(), process: name, message: line });
};
