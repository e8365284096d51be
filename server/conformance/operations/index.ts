import type { Operation } from "../operation";
import { moneyRound } from "./money-round";

export const operations: Readonly<Record<string, Operation>> = {
  "money.round": moneyRound,
};
