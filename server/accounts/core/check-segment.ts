import { DomainError, isSlug } from "@/server/kernel";

/** Refuses what no segment of accounts can be called. */
export const checkSegment = (segment: string | null): void => {
  if (segment === null || isSlug(segment)) return;
  throw new DomainError(
    "invalid_input",
    "account.segment",
    "Give a segment of 2 to 40 small letters, digits and hyphens, such as nonprofit, or none.",
    { field: "segment" },
  );
};
