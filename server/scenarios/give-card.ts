import { openCardSetup } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import type { ScenarioCompany } from "./scenario-company";

type GivenCard = { readonly accountId: string; readonly number: string; readonly replacesId?: string };

/** Opens the gateway's page, gives a card there, and leaves before coming back; tells where the page leads on to. */
export const giveCard = async (company: ScenarioCompany, ctx: ServiceContext, given: GivenCard) => {
  const { url } = await openCardSetup(ctx, company.access, {
    accountId: given.accountId,
    replacesId: given.replacesId ?? null,
    pays: [],
  });
  const leadsTo = await postForm(url, { number: given.number, expiry: "12 / 39", code: "123", name: "Jana Brandt" });
  return { url, leadsTo };
};

/** Sends a form of the gateway's as a browser would; the answer is where it leads, or null where it stays. */
export const postForm = async (url: string, fields: Readonly<Record<string, string>>): Promise<string | null> => {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  const location = response.headers.get("location");
  return location && new URL(location, url).href;
};
