import { answerUsageEvents } from "@/server/rest/answer-usage-events";

/** What subscribers used, reported by programs that have a key. */
export const POST = answerUsageEvents;
