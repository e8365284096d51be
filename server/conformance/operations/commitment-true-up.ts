import { formatDecimal, ONE } from "@/server/kernel";
import { computeTrueUp } from "@/server/rating/core";
import { oneOf, rounding } from "../conventions";
import { operation } from "../operation";

export const commitmentTrueUp = operation(
  { chargeRounding: oneOf("before", "after"), rounding },
  (input, conventions) => {
    const computed = computeTrueUp({
      currency: input.currency(),
      amount: input.number("commitment"),
      share: input.optionalNumber("share") ?? ONE,
      charges: input.numbers("charges"),
      taxRate: input.optionalNumber("taxRate"),
      ...conventions,
    });
    return {
      commitment: formatDecimal(computed.commitment),
      charges: formatDecimal(computed.charges),
      trueUp: formatDecimal(computed.trueUp),
      total: formatDecimal(computed.total),
      ...(computed.trueUpTax && { trueUpTax: formatDecimal(computed.trueUpTax) }),
    };
  },
);
