import path from "node:path";
import { type Book, openBook } from "../book/open-book";
import type { StoredAnswer } from "../http/answer-once";

export type FeatureValue = string | number | boolean | null;

export type Workspace = {
  readonly account: string;
  readonly name: string;
  readonly features: Readonly<Record<string, FeatureValue>>;
  readonly seats: number;
  readonly version: number;
  readonly updated_at: string;
};

export type ProductBook = Book<{ readonly workspaces: Workspace; readonly answers: StoredAnswer }>;

export function openProductBook(directory: string): Promise<ProductBook> {
  return openBook(path.join(directory, "product.jsonl"));
}
