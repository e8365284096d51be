import type { ChargeFactors } from "@/server/billing/core";
import type { ExplainedStep } from "./explain-price";
import { writeExactQuantity } from "./write-exact";

type WithUnits = Pick<ChargeFactors, "units" | "quantity">;

/** Where included units came from and went, where they go on from one period into the next. */
export const unitSteps = ({ units, quantity }: WithUnits): ExplainedStep[] => {
  if (!units) return [];
  const { granted, carriedIn, drawn, expired, carriedOut } = units;
  const step = (term: string, figure: typeof granted, working = ""): ExplainedStep => ({
    ...{ term, working, result: writeExactQuantity(figure) },
  });
  return [
    step("Units carried in", carriedIn),
    step("Units granted", granted),
    step("Units drawn, the oldest first", drawn, `of ${writeExactQuantity(quantity)} used`),
    step("Units expired", expired),
    step("Units carried out", carriedOut),
  ];
};

/** "1,000 granted and 400 carried in, 1,300 drawn, 0 expired, 100 carried out". */
export const sayUnits = ({ units }: WithUnits): string[] => {
  if (!units) return [];
  const said = (figure: typeof units.granted, word: string) => `${writeExactQuantity(figure)} ${word}`;
  const came = `${said(units.granted, "granted")} and ${said(units.carriedIn, "carried in")}`;
  return [came, said(units.drawn, "drawn"), said(units.expired, "expired"), said(units.carriedOut, "carried out")];
};
