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

export const makeId = <Prefix extends string>(prefix: Prefix): Id<Prefix> => newId(prefix, Date.now(), drawBytes());
