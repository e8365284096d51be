import { getRequestConfig } from "next-intl/server";
import { messages } from "./catalog";

export default getRequestConfig(async () => ({ locale: "en-GB", messages, timeZone: "Europe/Dublin" }));
