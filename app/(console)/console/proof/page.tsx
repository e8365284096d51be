import type { Metadata } from "next";
import consoleWords from "@/messages/en/console.json";
import { staffContext } from "@/server/auth/request-context";
import { defaultGateway } from "@/server/payments";
import { proveAndRecord } from "@/server/proof";
import { listSellers } from "@/server/sellers";
import { companyZone } from "../_data/load-shell";
import { ProofScreen } from "./_components/proof-screen";

export const metadata: Metadata = { title: consoleWords.proof.title };

export default async function Proof() {
  const ctx = await staffContext("proof:read");
  const [report, sellers] = [await proveAndRecord(ctx, await defaultGateway().listBook()), await listSellers(ctx)];
  const sellerNames = Object.fromEntries(sellers.map(({ key, legalName }) => [key, legalName]));
  return <ProofScreen report={report} zone={companyZone} sellerNames={sellerNames} />;
}
