import type { Metadata } from "next";
import operations from "@/messages/en/operations.json";
import { staffContext } from "@/server/auth/request-context";
import { listNextDue } from "@/server/operations";
import { readBusinessClock } from "@/server/platform";
import { companyZone } from "../../_data/load-shell";
import { ClockScreen } from "./_components/clock-screen";
import { moveClock } from "./actions";

export const metadata: Metadata = { title: operations.clock.title };

export default async function Clock() {
  const ctx = await staffContext("clock:advance");
  const [clock, due] = await Promise.all([readBusinessClock(ctx.db), listNextDue(ctx)]);
  return <ClockScreen clock={clock} due={due} zone={companyZone} move={moveClock} />;
}
