import type { Metadata } from "next";
import { notFound } from "next/navigation";
import words from "@/messages/en/setup.json";
import { isFoundingToken } from "@/server/auth/founding-link";
import { publicContext } from "@/server/auth/request-context";
import { awaitsFounding } from "@/server/operations";
import { listCountries } from "@/server/orders";
import { SetupScreen } from "./_components/setup-screen";
import { makeCompany } from "./actions";

export const metadata: Metadata = { title: words.title, robots: { index: false } };

/** Open to who has the printed address, and only while nobody runs this installation. */
export default async function Setup({ params }: PageProps<"/setup/[token]">) {
  const { token } = await params;
  if (!isFoundingToken(token) || !(await awaitsFounding(await publicContext()))) notFound();
  return <SetupScreen countries={listCountries()} makeCompany={makeCompany.bind(null, token)} />;
}
