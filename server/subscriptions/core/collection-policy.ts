/** How what is owed is collected. */
export type CollectionPolicy = {
  /** Whether cards are charged by themselves when an invoice is due. */
  readonly mode: "automatic" | "manual";
  /** Days from each attempt that failed to the next one, at the same time of day. */
  readonly retryDelays: readonly number[];
  /** What becomes of the subscriptions of an invoice once the last attempt has failed. */
  readonly finalAction: "cancel" | "suspend" | "keep";
};

/** How a company collects until it chooses otherwise. */
export const standardCollectionPolicy: CollectionPolicy = {
  mode: "automatic",
  retryDelays: [],
  finalAction: "keep",
};
