import { randomFillSync } from "node:crypto";
import { type Id, newId } from "@/server/kernel";

const bytesPerId = 10;
const pool = new Uint8Array(bytesPerId * 512);
let used = pool.length;

/** Ten bytes that nobody had before; drawn by the pool, because each call of the system costs more than the id. */
const drawBytes = (): Uint8Array => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesPerId;
  return pool.subarray(used - bytesPerId, used);
};

const perMillisecondMax = 0xffff;
let lastMs = 0;
let count = 0;

/** A new id. Those that one process makes sort in the order in which it made them, also within a millisecond. */
export const makeId = <Prefix extends string>(prefix: Prefix): Id<Prefix> => {
  const now = Date.now();
  if (now > lastMs || count === perMillisecondMax) {
    lastMs = Math.max(now, lastMs + 1);
    count = 0;
  } else {
    count += 1;
  }
  const bytes = drawBytes();
  bytes[0] = count >> 8;
  bytes[1] = count & 0xff;
  return newId(prefix, lastMs, bytes);
};
