import type { Metadata } from "next";
import consoleWords from "@/messages/en/console.json";
import { staffContext } from "@/server/auth/request-context";
import { defaultGateway } from "@/server/payments";
import { prove } from "@/server/proof";
import { companyZone } from "../_data/load-shell";
import { ProofScreen } from "./_components/proof-screen";

export const metadata: Metadata = { title: consoleWords.proof.title };

export default async function Proof() {
  const ctx = await staffContext("proof:read");
  const report = await prove(ctx, await defaultGateway().listBook());
  return <ProofScreen report={report} zone={companyZone} />;
}
