export const accountCreditMoved = "credits/account-credit.moved";
