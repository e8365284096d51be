import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { invoiceLines, invoices } from "@/db/schema/invoices";
import { type Explanation, explainLine } from "@/server/documents/core";
import type { ScenarioCompany } from "./scenario-company";

type ExplainedLine = {
  readonly description: string;
  readonly sentence: string;
  readonly steps: Explanation["steps"];
};

/** What was billed to an account in euro, a sentence for each line, which what is kept with it bears out. */
export const explainedLines = async ({ db }: ScenarioCompany, accountId: string): Promise<ExplainedLine[]> => {
  const rows = await db
    .select({ line: invoiceLines })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .where(eq(invoiceLines.accountId, accountId))
    .orderBy(asc(invoices.postedAt), asc(invoiceLines.serviceStartOn), asc(invoiceLines.position));
  return rows.map(({ line }) => {
    const explanation = explainLine(line, "EUR");
    expect(explanation?.holds).toBe(true);
    return {
      description: line.description,
      sentence: explanation?.sentence.replaceAll("\u00a0", " ") ?? "",
      steps: explanation?.steps ?? [],
    };
  });
};
