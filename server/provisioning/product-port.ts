import { env } from "@/server/platform/env";
import type { WantedAccess } from "./core/wanted-access";

export type ProductAnswer = { readonly ok: true } | { readonly ok: false; readonly error: string };

export type ProductRequest = {
  readonly accountId: string;
  /** Grows with every task: the product keeps what the largest told it. */
  readonly version: bigint;
  readonly wanted: WantedAccess;
  readonly idempotencyKey: string;
};

export type ProductAccess = { readonly version: bigint; readonly seats: number };

/** The product that access is made true in. */
export type Product = {
  readonly putWorkspace: (request: ProductRequest) => Promise<ProductAnswer>;
  /** What the product's own list says an account may use, or null where it knows no such account. */
  readonly readAccess: (accountId: string) => Promise<ProductAccess | null>;
};

const timeoutMs = 60_000;

export const httpProduct = (origin: string, apiKey: string): Product => ({
  putWorkspace: async ({ accountId, version, wanted, idempotencyKey }) => {
    try {
      const response = await fetch(`${origin}/product/workspaces/${accountId}`, {
        method: "PUT",
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": idempotencyKey,
        },
        body: JSON.stringify({ ...wanted, version: Number(version) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return response.ok ? { ok: true } : { ok: false, error: `The product answered ${response.status}.` };
    } catch {
      return { ok: false, error: "The product did not answer." };
    }
  },
  readAccess: async (accountId) => {
    const response = await fetch(`${origin}/product/access`, { signal: AbortSignal.timeout(timeoutMs) });
    const book = (await response.json()) as { workspaces: { account: string; version: number; seats: number }[] };
    const row = book.workspaces.find(({ account }) => account === accountId);
    return row ? { version: BigInt(row.version), seats: row.seats } : null;
  },
});

export const defaultProduct = (): Product => httpProduct(env().SIMULATORS_ORIGIN, env().PRODUCT_API_KEY);

export const workspaceUrl = (accountId: string): string =>
  `${env().SIMULATORS_ORIGIN}/product/workspaces/${accountId}/open`;
