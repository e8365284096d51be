import type { Metadata } from "next";
import { z } from "zod";
import operations from "@/messages/en/operations.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { type BillRunPlan, planBillRun } from "@/server/billing";
import { DomainError, dayInZone, isPlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { readBillRuns } from "@/server/support";
import { companyZone } from "../_data/load-shell";
import { RunsScreen } from "./_components/runs-screen";
import { startRun } from "./actions";

export const metadata: Metadata = { title: operations.runs.title };

const searchParams = z.object({
  seller: z
    .string()
    .regex(/^sel_[0-9a-z]{26}$/)
    .nullable()
    .catch(null),
  through: z.string().max(20).nullable().catch(null),
  before: z
    .string()
    .regex(/^run_[0-9a-z]{26}$/)
    .nullable()
    .catch(null),
});

type Planned = { readonly plan: BillRunPlan | null; readonly refusal: string | null };

const planOrRefuse = async (ctx: ServiceContext, sellerId: string | null, day: string | null): Promise<Planned> => {
  if (!sellerId || !isPlainDate(day)) return { plan: null, refusal: null };
  try {
    return { plan: await planBillRun(ctx, { sellerId, throughOn: day }), refusal: null };
  } catch (error) {
    if (error instanceof DomainError && error.code !== "forbidden") return { plan: null, refusal: error.message };
    throw error;
  }
};

export default async function BillingRuns(props: PageProps<"/console/billing-runs">) {
  const ctx = await staffContext("billing_runs:read");
  const { seller, through, before } = searchParams.parse(await props.searchParams);
  const [page, sellers, planned] = await orRefused(() =>
    Promise.all([readBillRuns(ctx, before), listSellers(ctx), planOrRefuse(ctx, seller, through)]),
  );
  const today = dayInZone(ctx.now, companyZone);
  return (
    <RunsScreen
      page={page}
      before={before}
      sellers={sellers.map(({ id, legalName }) => ({ id, name: legalName }))}
      chosen={{ sellerId: seller ?? sellers[0]?.id ?? "", throughOn: isPlainDate(through) ? through : today }}
      planned={planned}
      startRun={startRun}
      rights={{
        start: ctx.actor.permissions.includes("billing_runs:start"),
        aboveLimit: ctx.actor.permissions.includes("billing_runs:start_above_limit"),
      }}
      zone={companyZone}
    />
  );
}
