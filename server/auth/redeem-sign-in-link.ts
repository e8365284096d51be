import { DomainError } from "@/server/kernel";
import { findUserByEmail } from "@/server/people";
import { asSystem, inTransaction, type ServiceContext, type TransactionContext } from "@/server/platform";
import { isLinkOpen } from "./core";
import { type OpenedSession, openSession } from "./open-session";
import { linkCredentials } from "./schemas";
import { findCodeOfLink, lockCodeOfLink, setUsed } from "./sign-in-codes-store";
import { type Caller, takeSignInTry } from "./sign-in-limits";
import { hashOfLink } from "./sign-in-secrets";

export type RedeemSignInLinkInput = Caller & { readonly token: string; readonly replaces: string | null };

/** Signs in whoever opened the mailed link and pressed its button, once. */
export const redeemSignInLink = async (ctx: ServiceContext, input: RedeemSignInLinkInput): Promise<OpenedSession> => {
  const credentials = linkCredentials.safeParse(input);
  if (!credentials.success) throw linkOver();
  await takeSignInTry(ctx, "link", input);
  return inTransaction(asSystem(ctx, "sign-in"), (inner) => redeem(inner, credentials.data.token, input.replaces));
};

const redeem = async (ctx: TransactionContext, token: string, replaces: string | null): Promise<OpenedSession> => {
  const stored = await lockCodeOfLink(ctx, hashOfLink(token));
  const at = new Date();
  if (!stored || !isLinkOpen(stored, at)) throw linkOver();
  await setUsed(ctx, stored.id, at);
  const user = await findUserByEmail(ctx, stored.email);
  if (!user) throw linkOver();
  return openSession(ctx, { userId: user.id, via: "link", replaces });
};

const linkOver = () =>
  new DomainError("invalid_state", "sign_in.link_over", "This link is no longer valid. Ask for a new one.");

export type SignInLink = { readonly isOpen: boolean; readonly email: string; readonly returnTo: string | null };

/** What the page of a link shows before anything is redeemed; null for a token that we never mailed. */
export const findSignInLink = async (ctx: ServiceContext, token: string): Promise<SignInLink | null> => {
  const stored = await findCodeOfLink(ctx, hashOfLink(token));
  return stored && { isOpen: isLinkOpen(stored, new Date()), email: stored.email, returnTo: stored.returnTo };
};
