import type { FieldProblem } from "./browser/card-rules.js";

const told: Readonly<Record<string, FieldProblem>> = {
  insufficient_funds: {
    field: "number",
    message:
      "Your bank says there isn’t enough money available. Try another card or another amount. You have not been charged.",
  },
  expired_card: {
    field: "expiry",
    message: "Your card has expired. You have not been charged. Check the date or use another card.",
  },
  incorrect_cvc: {
    field: "code",
    message:
      "Your card’s security code was wrong. You have not been charged. Check the 3 digits on the back and try again.",
  },
  authentication_failed: {
    field: "number",
    message: "Your bank could not confirm the payment. You have not been charged. Try again or use another card.",
  },
  canceled: {
    field: "number",
    message: "The payment was canceled. You have not been charged. Try again when you are ready.",
  },
};

// A lost, stolen or suspicious card is never told apart: whoever holds it must not learn what the bank knows.
const untold: FieldProblem = {
  field: "number",
  message:
    "Your bank declined this. It doesn’t tell us why. You have not been charged. Try another card or call your bank.",
};

export function declineProblem(code: string): FieldProblem {
  return told[code] ?? untold;
}
