import { mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";

export type LineFile = {
  readonly lines: readonly string[];
  /** Resolves once the line has reached the disk; lines reach it in the order of the calls. */
  append(line: string): Promise<void>;
  /** Resolves once everything appended so far has reached the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

type Pending = { readonly line: string; readonly resolve: () => void; readonly reject: (error: unknown) => void };

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openForAppending(file: string) {
  const directory = path.dirname(file);
  await mkdir(directory, { recursive: true });
  const handle = await open(file, "a");
  await syncDirectory(directory);
  return handle;
}

/** A process killed while it wrote leaves half a line behind, which nobody was ever told about: it is cut off. */
export async function openLineFile(file: string): Promise<LineFile> {
  const handle = await openForAppending(file);
  const content = await readFile(file);
  const whole = content.lastIndexOf(0x0a) + 1;
  if (whole < content.length) await handle.truncate(whole);
  const lines = content.toString("utf8", 0, whole).split("\n").slice(0, -1);

  let pending: Pending[] = [];
  let writing: Promise<void> | null = null;
  let failure: unknown = null;

  async function writeBatch(batch: readonly Pending[]): Promise<void> {
    try {
      if (failure) throw failure;
      await handle.appendFile(batch.map(({ line }) => `${line}\n`).join(""));
      await handle.datasync();
      for (const { resolve } of batch) resolve();
    } catch (error) {
      // After a failed write the file may end in half a line, so nothing more may follow it.
      failure = error;
      for (const { reject } of batch) reject(error);
    }
  }

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      await writeBatch(batch);
    }
    writing = null;
  }

  return {
    lines,
    append: (line) =>
      new Promise((resolve, reject) => {
        pending.push({ line, resolve, reject });
        writing ??= writeAll();
      }),
    settled: async () => {
      await writing;
    },
    close: async () => {
      await writing;
      await handle.close();
    },
  };
}
