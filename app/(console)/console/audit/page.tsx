import type { Metadata } from "next";
import { z } from "zod";
import operations from "@/messages/en/operations.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { isPlainDate } from "@/server/kernel";
import { listAuditActions, listAuditEntries } from "@/server/support";
import { companyZone } from "../_data/load-shell";
import { AuditScreen } from "./_components/audit-screen";

export const metadata: Metadata = { title: operations.audit.title };

// A text with a NUL is no text that the database has ever seen.
const word = z
  .string()
  .max(120)
  .refine((text) => !text.includes("\0"))
  .transform((text) => text.trim())
  .catch("");

const searchParams = z.object({
  actor: word,
  action: word,
  account: word,
  subject: word,
  day: word,
  cursor: z
    .string()
    .regex(/^aud_[0-9a-z]{26}$/)
    .nullable()
    .catch(null),
});

export default async function Audit(props: PageProps<"/console/audit">) {
  const ctx = await staffContext("audit:read");
  const { day: typed, ...filters } = searchParams.parse(await props.searchParams);
  const day = isPlainDate(typed) ? typed : null;
  const [page, actions] = await orRefused(() =>
    Promise.all([listAuditEntries(ctx, { ...filters, day, zone: companyZone }), listAuditActions(ctx)]),
  );
  return <AuditScreen page={page} actions={actions} filters={{ ...filters, day: day ?? "" }} zone={companyZone} />;
}
