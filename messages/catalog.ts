import type {} from "next-intl";
import account from "./en/account.json";
import billing from "./en/billing.json";
import brand from "./en/brand.json";
import catalog from "./en/catalog.json";
import checkout from "./en/checkout.json";
import confirm from "./en/confirm.json";
import consoleWords from "./en/console.json";
import declines from "./en/declines.json";
import failure from "./en/failure.json";
import finance from "./en/finance.json";
import legal from "./en/legal.json";
import mail from "./en/mail.json";
import operations from "./en/operations.json";
import orderLines from "./en/order-lines.json";
import pay from "./en/pay.json";
import policy from "./en/policy.json";
import search from "./en/search.json";
import setup from "./en/setup.json";
import signIn from "./en/sign-in.json";
import storefront from "./en/storefront.json";
import subscription from "./en/subscription.json";
import system from "./en/system.json";
import welcome from "./en/welcome.json";

export const messages = {
  account,
  billing,
  brand,
  catalog,
  checkout,
  confirm,
  console: consoleWords,
  declines,
  failure,
  finance,
  legal,
  mail,
  operations,
  orderLines,
  pay,
  policy,
  search,
  setup,
  signIn,
  storefront,
  subscription,
  system,
  welcome,
};

declare module "next-intl" {
  interface AppConfig {
    Locale: "en-GB";
    Messages: typeof messages;
  }
}
