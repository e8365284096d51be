import type { Metadata } from "next";
import { findSignInLink } from "@/server/auth/redeem-sign-in-link";
import { publicContext } from "@/server/auth/request-context";
import { LinkForm } from "../_components/link-form";
import { LinkOver } from "../_components/link-over";
import { SignInFrame } from "../_components/sign-in-frame";
import { followLink, sendCode } from "../actions";
import { pageSeller } from "../page-seller";
import { words } from "../words";

// A link opens a session: its address goes to no other site. (With no referrer at all a browser would not name the
// origin of the form either, and what it sends would be refused.)
export const metadata: Metadata = {
  title: words("link.submit"),
  robots: { index: false },
  referrer: "same-origin",
};

export default async function SignInByLink({ searchParams }: PageProps<"/sign-in/link">) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const link = await findSignInLink(await publicContext(), text);
  const sentTo = link && { email: link.email, next: link.returnTo ?? "" };
  return (
    <SignInFrame seller={await pageSeller()} isCentered>
      {link?.isOpen && sentTo ? (
        <LinkForm token={text} {...sentTo} followLink={followLink} />
      ) : (
        <LinkOver sentTo={sentTo} sendCode={sendCode} />
      )}
    </SignInFrame>
  );
}
