"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { staffContext } from "@/server/auth/request-context";
import { retryBillRunErrors, startBillRun } from "@/server/billing";
import { DomainError, isPlainDate } from "@/server/kernel";
import { fieldOf, orRefusal, type Refusal } from "../_data/verb-action";

export async function startRun(_before: Refusal, form: FormData): Promise<Refusal> {
  const ctx = await staffContext("billing_runs:start");
  let runId = "";
  const refusal = await orRefusal(async () => {
    const throughOn = fieldOf(form, "through");
    if (!isPlainDate(throughOn)) {
      throw new DomainError("invalid_input", "bill_run.no_day", "Choose a day like 2026-12-01.", { field: "through" });
    }
    ({ runId } = await startBillRun(ctx, { sellerId: fieldOf(form, "seller"), throughOn }));
  });
  if (refusal) return refusal;
  redirect(`/console/billing-runs/${runId}` as Route);
}

export async function retryErrors(_before: Refusal, form: FormData): Promise<Refusal> {
  const ctx = await staffContext("billing_runs:start");
  const runId = fieldOf(form, "run");
  const refusal = await orRefusal(async () => {
    await retryBillRunErrors(ctx, runId);
  });
  if (refusal) return refusal;
  redirect(`/console/billing-runs/${encodeURIComponent(runId)}` as Route);
}
