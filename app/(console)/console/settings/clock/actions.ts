"use server";

import { revalidatePath } from "next/cache";
import { staffContext } from "@/server/auth/request-context";
import { DomainError, isPlainDate, startOfDay } from "@/server/kernel";
import { type AdvancedClock, advanceClock } from "@/server/operations";
import { defaultGatewayAccess } from "@/server/payments";
import { waitForQuiet } from "@/server/platform";
import { companyZone } from "../../_data/load-shell";
import { fieldOf, orRefusal } from "../../_data/verb-action";
import type { Moved } from "./_components/move-form";

const minuteMs = 60_000;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

const instantOf = (day: string, time: string): Date => {
  const [, hours, minutes] = timePattern.exec(time) ?? [];
  if (!isPlainDate(day) || !hours || !minutes) {
    throw new DomainError("invalid_input", "clock.no_instant", "Choose a day and a time.", { field: "day" });
  }
  return new Date(startOfDay(day, companyZone).getTime() + (Number(hours) * 60 + Number(minutes)) * minuteMs);
};

export async function moveClock(_before: Moved, form: FormData): Promise<Moved> {
  const ctx = await staffContext("clock:advance");
  let result: AdvancedClock | null = null;
  const refusal = await orRefusal(async () => {
    const to = instantOf(fieldOf(form, "day"), fieldOf(form, "time"));
    const sweeps = fieldOf(form, "sweeps") === "on";
    const drain = () => waitForQuiet(ctx.db);
    result = await advanceClock(ctx, { to, sweeps }, { drain, owner: "console", access: defaultGatewayAccess() });
  });
  if (refusal) return { kind: "refused", message: refusal.message };
  revalidatePath("/console", "layout");
  return result && { kind: "moved", result };
}
