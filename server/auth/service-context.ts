import { type Actor, makeId, readBusinessClock, type ServiceContext } from "@/server/platform";
import { database } from "@/server/platform/database";
import { anyone } from "./request-actor";

/** What a verb needs to know of a request, with business time read this once. */
export const openContext = async (actor: Actor = anyone): Promise<ServiceContext> => {
  const db = database();
  const { now } = await readBusinessClock(db);
  return { actor, now, requestId: makeId("req"), db };
};
