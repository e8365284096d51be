import { tokenizeTestCard } from "@/db/seed/test-card";
import { type Answer, chooseSeat, createStoreClient, orderIdOf, paySeat, type StoreClient } from "./store-client";

export type ShopperOrigins = { readonly store: string; readonly simulators: string };
export type Purchase = { readonly email: string; readonly orderId: string | null };

const patienceMs = 60_000;
const pauseMs = 250;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));

/**
 * A shopper who buys one seat and does not give up while the store comes and goes: who got no answer looks at the
 * checkout first and pays again only when it says that it is open. Answers no order when a minute was not enough.
 */
export const buyPersistently = async (origins: ShopperOrigins, email: string): Promise<Purchase> => {
  const until = Date.now() + patienceMs;
  const store = createStoreClient(origins.store);
  const path = await persist(until, () => chooseSeat(store));
  const token = await persist(until, () => tokenizeTestCard(origins.simulators, "4242424242424242", "Crash Shopper"));
  if (!path || !token) return { email, orderId: null };
  while (Date.now() < until) {
    const answer = await lookAndPay(store, path, { token, holder: "Crash Shopper", email }).catch(() => null);
    const orderId = answer ? orderIdOf(answer) : null;
    if (orderId) return { email, orderId };
    await pause();
  }
  return { email, orderId: null };
};

const lookAndPay = async (
  store: StoreClient,
  path: string,
  payer: Parameters<typeof paySeat>[2],
): Promise<Answer | null> => {
  const state = await store.getJson(`${path}/status`);
  return state.status === "open" ? paySeat(store, path, payer) : state;
};

const persist = async <T>(until: number, attempt: () => Promise<T>): Promise<T | null> => {
  while (Date.now() < until) {
    try {
      return await attempt();
    } catch {
      await pause();
    }
  }
  return null;
};
