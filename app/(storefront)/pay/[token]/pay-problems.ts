/** What can be wrong with a try to pay, as the address of the page says it. */
export const payProblems = ["amount", "malformed", "under_way", "unavailable"] as const;

export type PayProblem = (typeof payProblems)[number];
