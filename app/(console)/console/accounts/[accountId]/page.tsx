import type { Metadata } from "next";
import { z } from "zod";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import consoleWords from "@/messages/en/console.json";
import { staffContext } from "@/server/auth/request-context";
import { dayInZone } from "@/server/kernel";
import { timelineGroups } from "@/server/support";
import { AccountScreen } from "./_components/account-screen";
import { giveCredit, setAccountSegment } from "./actions";

export const metadata: Metadata = { title: consoleWords.accounts.title };

const searchParams = z.object({
  kind: z.enum(timelineGroups).nullable().catch(null),
  before: z.string().max(80).nullable().catch(null),
  credit: z.literal("all").nullable().catch(null),
});

export default async function AccountPage(props: PageProps<"/console/accounts/[accountId]">) {
  const { accountId } = await props.params;
  const ctx = await staffContext("accounts:read");
  const { kind: group, before: cursor, credit } = searchParams.parse(await props.searchParams);
  const view = await fetchForPage(
    trpc.console.accounts.get.queryOptions({ accountId, group, cursor, allCredit: credit === "all" }),
  );
  const permissions = ctx.actor.kind === "staff" ? ctx.actor.permissions : [];
  return (
    <AccountScreen
      view={view}
      at={{ group, cursor }}
      now={ctx.now}
      today={dayInZone(ctx.now, view.account.timeZone)}
      rights={{ permissions, give: giveCredit, setSegment: setAccountSegment }}
    />
  );
}
