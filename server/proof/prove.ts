import type { BookedCharge } from "@/server/payments";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { checkDerivations, checkGatewayBook, checkSeals, computeStoredChecks } from "./checks";
import { type ProofReport, verdictOf } from "./core/proof-report";
import { computeEquations } from "./equations";
import { counts, rowsOf } from "./proof-queries";

/**
 * Whether ledger = invoices = payments at this instant: each equation with its residue, each check with how much it
 * compared. The gateway's book is read before, outside.
 */
export const prove = async (ctx: ServiceContext, book: readonly BookedCharge[]): Promise<ProofReport> => {
  requirePermission(ctx.actor, "proof:read");
  return ctx.db.transaction(
    async (db) => {
      const inner = { ...ctx, db };
      const [row] = await rowsOf(inner, counts);
      const compared = {
        documents: Number(row?.documents),
        entries: Number(row?.entries),
        payments: Number(row?.payments),
      };
      const report = {
        at: ctx.now.toISOString(),
        compared,
        equations: await computeEquations(inner),
        checks: [
          ...(await computeStoredChecks(inner, {
            ...compared,
            balances: Number(row?.balances),
            grants: Number(row?.grants),
          })),
          await checkDerivations(inner),
          await checkGatewayBook(inner, book),
          await checkSeals(inner, compared.entries),
        ],
      };
      return { ok: verdictOf(report) === "proved", ...report };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
};
