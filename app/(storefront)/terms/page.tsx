import type { Metadata } from "next";
import legal from "@/messages/en/legal.json";
import { LegalPage } from "../_components/legal-page";

export const metadata: Metadata = { title: legal.terms.title };

export default function Terms() {
  return (
    <LegalPage page="terms" sections={["seller", "order", "price", "renewal", "withdrawal", "changes", "liability"]} />
  );
}
