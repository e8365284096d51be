import { createHash } from "node:crypto";
import { DomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { footerOf, senderOf } from "./mail-footer";
import { queueMail } from "./queue-mail";
import { SignInCodeMail } from "./sign-in-code/template";
import { words } from "./words";

export type SignInMailInput = {
  readonly email: string;
  readonly code: string;
  readonly link: string;
  readonly expiresAt: Date;
};

/** Writes the code and the link to the person, beside the code itself. The key is of the link, which nobody else has. */
export const queueSignInMail = async (ctx: ServiceContext, input: SignInMailInput): Promise<string | null> => {
  const seller = (await listSellers(ctx)).find(({ key }) => key === "ireland");
  if (!seller) throw new DomainError("not_found", "seller.not_found", "No company is set up that could write.");
  // Codes end in the system's time, whatever the business clock says.
  const minutes = Math.max(1, Math.round((input.expiresAt.getTime() - Date.now()) / 60_000));
  return queueMail(ctx, {
    kind: "sign_in_code",
    naturalKey: `sign_in_code:${createHash("sha256").update(input.link).digest("hex")}`,
    accountId: null,
    recipient: input.email,
    sender: senderOf(seller),
    subject: words("signInCode.subject"),
    body: <SignInCodeMail code={input.code} link={input.link} minutes={minutes} footer={footerOf(seller)} />,
  });
};
