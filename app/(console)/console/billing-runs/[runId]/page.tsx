import type { Metadata } from "next";
import operations from "@/messages/en/operations.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { DomainError } from "@/server/kernel";
import { readBillRun } from "@/server/support";
import { companyZone } from "../../_data/load-shell";
import { retryErrors } from "../actions";
import { RunScreen } from "./_components/run-screen";

export const metadata: Metadata = { title: operations.runs.title };

const idPattern = /^run_[0-9a-z]{26}$/;

export default async function BillingRun(props: PageProps<"/console/billing-runs/[runId]">) {
  const ctx = await staffContext("billing_runs:read");
  const { runId } = await props.params;
  const page = await orRefused(() => {
    if (!idPattern.test(runId)) throw new DomainError("not_found", "bill_run.not_found", "There is no such bill run.");
    return readBillRun(ctx, runId);
  });
  const mayStart = ctx.actor.permissions.includes("billing_runs:start");
  return <RunScreen page={page} retry={mayStart ? retryErrors : null} readAt={new Date()} zone={companyZone} />;
}
