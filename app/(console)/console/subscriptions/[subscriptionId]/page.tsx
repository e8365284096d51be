import type { Metadata } from "next";
import { notFound } from "next/navigation";
import words from "@/messages/en/subscription.json";
import { staffContext } from "@/server/auth/request-context";
import { DomainError, dayInZone, isPlainDate, type PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { readSubscriptionOnDay, readSubscriptionPage, type SubscriptionAsOfView } from "@/server/support";
import { AsOfScreen } from "./_components/as-of-screen";
import { SubscriptionScreen } from "./_components/subscription-screen";
import { changeOne, undoScheduled } from "./actions";

export const metadata: Metadata = { title: words.crumb };

const orNotFound = (error: unknown): never => {
  if (error instanceof DomainError && error.code === "not_found") notFound();
  throw error;
};

const askedDay = (on: unknown): PlainDate | null => (typeof on === "string" && isPlainDate(on) ? on : null);

/** As it was on a day, where one is asked for on which it was there; or else as it is. */
const readAsOf = async (
  ctx: ServiceContext,
  subscriptionId: string,
  on: PlainDate | null,
): Promise<SubscriptionAsOfView | null> => {
  if (on === null) return null;
  return readSubscriptionOnDay(ctx, subscriptionId, on).catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === "subscription.not_yet") return null;
    return orNotFound(error);
  });
};

type SubscriptionPageProps = PageProps<"/console/subscriptions/[subscriptionId]">;

export default async function SubscriptionPage({ params, searchParams }: SubscriptionPageProps) {
  const { subscriptionId } = await params;
  const ctx = await staffContext("invoices:read");
  const { on } = await searchParams;
  const asOf = await readAsOf(ctx, subscriptionId, askedDay(on));
  if (asOf) return <AsOfScreen view={asOf} today={dayInZone(ctx.now, asOf.subscription.timeZone)} />;
  const view = await readSubscriptionPage(ctx, subscriptionId).catch(orNotFound);
  const mayChange = ctx.actor.kind === "staff" && ctx.actor.permissions.includes("subscriptions:change");
  const verbs = mayChange ? { change: changeOne, undo: undoScheduled } : null;
  return (
    <SubscriptionScreen
      notYetOn={askedDay(on)}
      view={view}
      today={dayInZone(ctx.now, view.subscription.timeZone)}
      verbs={verbs}
    />
  );
}
