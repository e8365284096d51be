import type { Metadata } from "next";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import account from "@/messages/en/account.json";
import { getSubscriberProfile } from "@/server/auth/get-profile";
import { subscriberContext } from "@/server/auth/request-context";
import { dayInZone } from "@/server/kernel";
import { OverviewScreen } from "./_components/overview-screen";

export const metadata: Metadata = { title: account.overview.title };

export default async function Overview() {
  const ctx = await subscriberContext();
  const [overview, { user }] = await Promise.all([
    fetchForPage(trpc.portal.account.overview.queryOptions()),
    getSubscriberProfile(ctx),
  ]);
  const today = dayInZone(ctx.now, overview.account.timeZone);
  return <OverviewScreen overview={overview} today={today} viewerEmail={user.email} />;
}
