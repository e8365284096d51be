import type { Metadata } from "next";
import legal from "@/messages/en/legal.json";
import { LegalPage } from "../_components/legal-page";

export const metadata: Metadata = { title: legal.imprint.title };

export default function Imprint() {
  return <LegalPage page="imprint" sections={["europe", "america", "contact", "disputes"]} />;
}
