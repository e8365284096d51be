import { DomainError } from "@/server/kernel";
import { findUserByEmail } from "@/server/people";
import { asSystem, inTransaction, makeId, type ServiceContext, type TransactionContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { expiryOfCode, resendAfterSeconds, safeReturnTo, secondsUntilResend } from "./core";
import { signInAddress } from "./schemas";
import { endOpenCodes, findAwaitedSince, insertCode, lockAddress } from "./sign-in-codes-store";
import { type Caller, takeSignInTry } from "./sign-in-limits";
import type { QueueSignInMail } from "./sign-in-mail";
import { hashOfCode, hashOfLink, newCode, newLinkToken } from "./sign-in-secrets";

export type RequestSignInCodeInput = Caller & {
  readonly email: string;
  readonly returnTo: string | null;
  readonly queueMail: QueueSignInMail;
};

export type RequestedSignInCode = { readonly email: string; readonly resendAfterSeconds: number };

/** Above what writing a mail takes, so that the time of the answer does not tell whether one was written. */
const answerMs = 350;

/** Mails a code and a link to a known address; the answer is the same for an unknown one, and takes as long. */
export const requestSignInCode = (ctx: ServiceContext, input: RequestSignInCodeInput): Promise<RequestedSignInCode> =>
  answerNoSoonerThan(answerMs, async () => {
    const address = signInAddress.safeParse({ email: input.email });
    if (!address.success)
      throw new DomainError("invalid_input", "sign_in.email_malformed", "This is no e-mail address.");
    const { email } = address.data;
    refuseTooSoon(await findAwaitedSince(ctx, email));
    await takeSignInTry(ctx, "request", { ...input, email });
    await inTransaction(asSystem(ctx, "sign-in"), async (inner) => {
      await lockAddress(inner, email);
      refuseTooSoon(await findAwaitedSince(inner, email));
      await replaceCode(inner, { ...input, email });
    });
    return { email, resendAfterSeconds };
  });

const replaceCode = async (ctx: TransactionContext, input: RequestSignInCodeInput): Promise<void> => {
  const { email } = input;
  const createdAt = new Date();
  const expiresAt = expiryOfCode(createdAt);
  const id = makeId("sic");
  const code = newCode();
  const token = newLinkToken();
  const user = await findUserByEmail(ctx, email);
  await endOpenCodes(ctx, email, createdAt);
  const hashes = { codeHash: hashOfCode(id, code), linkHash: hashOfLink(token) };
  await insertCode(ctx, { id, email, ...hashes, returnTo: safeReturnTo(input.returnTo), createdAt, expiresAt });
  if (!user) return;
  const link = `${env().APP_ORIGIN}/sign-in/link?${new URLSearchParams({ token })}`;
  // To the address that we know, and not to the one typed: the two may look alike and be two people's.
  await input.queueMail(ctx, { email: user.email, code, link, expiresAt });
};

const refuseTooSoon = (lastSentAt: Date | null): void => {
  const seconds = secondsUntilResend(lastSentAt, new Date());
  if (seconds === 0) return;
  const message = `A mail is on its way. Ask for another in ${seconds} seconds.`;
  throw new DomainError("rate_limited", "sign_in.too_soon", message, { seconds });
};

const answerNoSoonerThan = async <Result>(ms: number, work: () => Promise<Result>): Promise<Result> => {
  const earliest = new Promise((resolve) => setTimeout(resolve, ms));
  try {
    return await work();
  } finally {
    await earliest;
  }
};
