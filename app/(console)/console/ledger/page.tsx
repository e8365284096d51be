import type { Metadata } from "next";
import finance from "@/messages/en/finance.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { listJournal, listLedgerChoices, listRecognition, readTrialBalances } from "@/server/support";
import { companyZone } from "../_data/load-shell";
import { readLedgerAddress, readRecognitionAddress } from "./_components/ledger-address";
import { LedgerScreen } from "./_components/ledger-screen";

import { RecognitionScreen } from "./_components/recognition-screen";

export const metadata: Metadata = { title: finance.ledger.title };

export default async function Ledger(props: PageProps<"/console/ledger">) {
  const ctx = await staffContext("ledger:read");
  const given = await props.searchParams;
  const recognition = readRecognitionAddress(given);
  if (recognition) {
    const page = await orRefused(() => listRecognition(ctx, recognition));
    return <RecognitionScreen page={page} {...recognition} />;
  }
  const address = readLedgerAddress(given);
  const [choices, journal, books] = await orRefused(() =>
    Promise.all([
      listLedgerChoices(ctx, companyZone),
      address.view === "entries" ? listJournal(ctx, { filters: address, after: address.after }) : null,
      address.view === "entries" ? [] : readTrialBalances(ctx, { ...address, zone: companyZone }),
    ]),
  );
  return <LedgerScreen address={address} choices={choices} journal={journal} books={books} />;
}
