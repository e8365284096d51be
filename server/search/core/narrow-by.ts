import type { SearchClues } from "./parse-search";
import { broadFrom, type Narrowing, narrowings, type SearchSection } from "./search-result";

/** The clues that are not given yet, once a group is too long to read. */
export const narrowBy = (clues: SearchClues, sections: readonly SearchSection[]): Narrowing[] => {
  if (!sections.some(({ count }) => count > broadFrom)) return [];
  const isGiven: Readonly<Record<Narrowing, boolean>> = {
    amount: clues.amount !== null,
    day: clues.day !== null,
    status: clues.status !== null,
    name: clues.words.length > 0 || clues.email !== null,
  };
  return narrowings.filter((name) => !isGiven[name]);
};
