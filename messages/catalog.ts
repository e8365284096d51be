import type {} from "next-intl";
import account from "./en/account.json";
import billing from "./en/billing.json";
import brand from "./en/brand.json";
import consoleWords from "./en/console.json";
import failure from "./en/failure.json";
import legal from "./en/legal.json";
import storefront from "./en/storefront.json";
import system from "./en/system.json";

export const messages = { account, billing, brand, console: consoleWords, failure, legal, storefront, system };

declare module "next-intl" {
  interface AppConfig {
    Locale: "en-GB";
    Messages: typeof messages;
  }
}
