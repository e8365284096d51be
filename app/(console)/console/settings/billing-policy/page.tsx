import type { Metadata } from "next";
import words from "@/messages/en/policy.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { readPolicyPage } from "@/server/support";
import { readPolicyAddress } from "./_components/policy-address";
import { PolicyScreen } from "./_components/policy-screen";
import { choosePolicy } from "./actions";

export const metadata: Metadata = { title: words.title };

export default async function BillingPolicy(props: PageProps<"/console/settings/billing-policy">) {
  const ctx = await staffContext("policies:read");
  const { seller, from } = readPolicyAddress(await props.searchParams);
  const view = await orRefused(() => readPolicyPage(ctx, seller));
  const mayChoose = ctx.actor.permissions.includes("policies:choose");
  return <PolicyScreen view={view} from={from} choose={mayChoose ? choosePolicy : null} />;
}
