import { subscriptions } from "@/db/schema/subscriptions";
import { invariant } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { listSellers } from "@/server/sellers";
import { createMeter } from "./create-meter";
import type { Meter } from "./meters-store";

export type MeteredCompany = {
  readonly company: ScenarioCompany;
  readonly ctx: ServiceContext;
  /** In Berlin, from 16 November 2026 on, sold by the Irish seller. */
  readonly berlin: { readonly id: string; readonly accountId: string };
  /** In New York, sold by the other seller. */
  readonly york: { readonly id: string; readonly accountId: string };
  /** Of the Irish seller, by key: a sum, a count, a max, a latest, and a count of the different values of `user`. */
  readonly meters: Readonly<Record<"api_calls" | "tickets" | "seats_peak" | "storage" | "users", Meter>>;
  readonly close: () => Promise<void>;
};

const definitions = [
  { key: "api_calls", aggregation: "sum" },
  { key: "tickets", aggregation: "count" },
  { key: "seats_peak", aggregation: "max" },
  { key: "storage", aggregation: "latest" },
  { key: "users", aggregation: "count_unique", keyProperty: "user" },
] as const;

/** Two subscriptions of two sellers on 16 November 2026, 09:00 in Dublin, and five meters of the first one's. */
export const openMeteredCompany = async (): Promise<MeteredCompany> => {
  const company = await openScenarioCompany("2026-11-16T09:00:00Z");
  await buyInScenario(company, oneSeat);
  await buyInScenario(company, { ...oneSeat, country: "US" }, undefined, { ...jana, email: "ann@mesa.example" });
  const ctx = await company.context();
  const rows = await company.db.select().from(subscriptions);
  const [berlin, york] = ["EUR", "USD"].map((currency) => rows.find((row) => row.currency === currency));
  invariant(berlin && york, "Both were sold.");
  const ireland = (await listSellers(ctx)).find(({ key }) => key === "ireland");
  invariant(ireland, "There is the Irish seller.");
  const made = await Promise.all(
    definitions.map((definition) =>
      createMeter(ctx, { ...definition, sellerId: ireland.id, name: definition.key, unitLabel: "unit" }),
    ),
  );
  const meters = Object.fromEntries(made.map((meter) => [meter.key, meter])) as MeteredCompany["meters"];
  return { company, ctx, berlin, york, meters, close: company.close };
};
