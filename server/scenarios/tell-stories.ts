import { runDueBillRuns } from "@/server/billing";
import { placeChange, previewChange } from "@/server/orders";
import type { SubscriptionAction, SubscriptionTerms } from "@/server/orders/core";
import type { ScenarioCompany } from "./scenario-company";
import { billedLines, type SubscribedInScenario, subscribeInScenario } from "./two-plans-in-scenario";

/**
 * Stories of subscriptions that begin on 1 April, each in so many years of its own, because a bill run never goes back:
 * call `begin` before each.
 */
export const tellStories = (company: () => ScenarioCompany, { years }: { readonly years: number }) => {
  let year = 2027 - years;
  const context = () => company().context();
  const day = (monthAndDay: string): string => `${year}-${monthAndDay}`;
  const at = (monthAndDay: string): Promise<void> => company().setNow(`${day(monthAndDay)}T09:00:00Z`);
  const preview = async (subscriptionId: string, action: SubscriptionAction) =>
    previewChange(await context(), { subscriptionId, action });
  return {
    begin: (): void => {
      year += years;
    },
    year: (): number => year,
    day,
    at,
    preview,
    /** Somebody in Dublin who has subscribed at 9.00 a month on 1 April. */
    subscribe: async (name: string, terms: SubscriptionTerms = {}): Promise<SubscribedInScenario> => {
      await at("04-01");
      return subscribeInScenario(await context(), name, { terms });
    },
    /** Places what it previews, and tells of both. */
    place: async (subscriptionId: string, action: SubscriptionAction) => {
      const previewed = await preview(subscriptionId, action);
      const { previewId } = previewed;
      return { ...previewed, ...(await placeChange(await context(), { subscriptionId, action, previewId })) };
    },
    runThrough: async (monthAndDay: string): Promise<void> => {
      await at(monthAndDay);
      await runDueBillRuns(await context(), "scenario");
    },
    linesOf: (accountId: string): Promise<string[]> => billedLines(company().db, accountId),
  };
};
