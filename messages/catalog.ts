import type {} from "next-intl";
import billing from "./en/billing.json";
import brand from "./en/brand.json";
import system from "./en/system.json";

export const messages = { billing, brand, system };

declare module "next-intl" {
  interface AppConfig {
    Locale: "en-GB";
    Messages: typeof messages;
  }
}
