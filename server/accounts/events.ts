export const accountActivated = "accounts/account.activated";
