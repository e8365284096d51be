import type { CollectionPolicy } from "./collection-policy";
import type { SubscriptionPolicy } from "./subscription-policy";

export const voidingWays = ["replace", "bill_again", "nothing"] as const;

/** How lines become documents, each convention explicit. */
export type DocumentPolicy = {
  /** Whether tax is rounded on each line, once per jurisdiction, rate and category, or once for all. */
  readonly taxLevel: "line" | "document" | "whole_document";
  /** Whether the lines of an order are billed with it, or with the next run: one document per account and run. */
  readonly ordersBilled: "with_order" | "with_run";
  /** Whether what a change gives back and settles is billed at once, or waits for an invoice that has other lines. */
  readonly changesBilled: "now" | "next_invoice";
  /** What becomes of a total below zero: its lines wait, or are an invoice or a credit note whose amount is account credit. */
  readonly belowZero: "wait" | "negative_document" | "credit_note";
  /** Whether lines that all come to nothing make a document. */
  readonly zeroTotals: "none" | "document";
  /** What becomes of the lines of a voided invoice: another has them at once, or the next one, or none. */
  readonly voiding: (typeof voidingWays)[number];
};

/** How a company's documents are made until it chooses otherwise. */
export const standardDocumentPolicy: DocumentPolicy = {
  taxLevel: "document",
  ordersBilled: "with_order",
  changesBilled: "now",
  belowZero: "wait",
  zeroTotals: "none",
  voiding: "replace",
};

/** All the conventions that something is billed by. */
export type Conventions = {
  readonly service: SubscriptionPolicy;
  readonly documents: DocumentPolicy;
  readonly collection: CollectionPolicy;
};
