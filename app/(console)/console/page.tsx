import type { Metadata } from "next";
import { z } from "zod";
import operations from "@/messages/en/operations.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { findLastProof } from "@/server/proof";
import { listWork, workGroups } from "@/server/support";
import { companyZone } from "./_data/load-shell";
import { QueueScreen } from "./_home/queue-screen";

export const metadata: Metadata = { title: operations.queue.title };

const searchParams = z.object({ all: z.enum(workGroups).nullable().catch(null) });

export default async function Console(props: PageProps<"/console">) {
  const ctx = await staffContext("accounts:read");
  const { all: expanded } = searchParams.parse(await props.searchParams);
  const maySeeProof = ctx.actor.permissions.includes("proof:read");
  const [queue, proof] = await orRefused(() =>
    Promise.all([
      listWork(ctx, { zone: companyZone, expanded }),
      maySeeProof ? findLastProof(ctx) : Promise.resolve(undefined),
    ]),
  );
  return <QueueScreen queue={queue} proof={proof} expanded={expanded} now={ctx.now} zone={companyZone} />;
}
