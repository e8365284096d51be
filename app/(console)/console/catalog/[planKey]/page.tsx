import type { Metadata } from "next";
import words from "@/messages/en/catalog.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { readCatalogPlan } from "@/server/support";
import { companyZone } from "../../_data/load-shell";
import { askedCount, readPlanAddress } from "./_components/plan-address";
import { PlanScreen } from "./_components/plan-screen";

export const metadata: Metadata = { title: words.title };

export default async function CatalogPlan(props: PageProps<"/console/catalog/[planKey]">) {
  const { planKey } = await props.params;
  const ctx = await staffContext("catalog:read");
  const address = readPlanAddress(await props.searchParams);
  const { version, against, currency, interval } = address;
  const view = await orRefused(() =>
    readCatalogPlan(ctx, {
      ...{ key: planKey, version, against, currency, interval },
      quantity: askedCount(address.quantity),
      used: Object.fromEntries(Object.entries(address.used).map(([key, text]) => [key, askedCount(text)])),
    }),
  );
  return <PlanScreen view={view} address={address} zone={companyZone} />;
}
