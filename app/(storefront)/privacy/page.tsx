import type { Metadata } from "next";
import legal from "@/messages/en/legal.json";
import { LegalPage } from "../_components/legal-page";

export const metadata: Metadata = { title: legal.privacy.title };

export default function Privacy() {
  return <LegalPage page="privacy" sections={["kept", "cards", "mail", "cookies", "shared", "rights"]} />;
}
