import { randomBytes } from "node:crypto";
import { type Id, newId } from "@/server/kernel";

export const makeId = <Prefix extends string>(prefix: Prefix): Id<Prefix> => newId(prefix, Date.now(), randomBytes(10));
