import { DomainError } from "@/server/kernel";
import { findUserByEmail } from "@/server/people";
import { asSystem, inTransaction, type ServiceContext, type TransactionContext } from "@/server/platform";
import { type CodeDecision, decideCode } from "./core";
import { type OpenedSession, openSession } from "./open-session";
import { codeCredentials } from "./schemas";
import { countWrongTry, lockNewestCode, setUsed } from "./sign-in-codes-store";
import { type Caller, takeSignInTry } from "./sign-in-limits";
import { hashOfCode, isSameHash } from "./sign-in-secrets";

export type RedeemSignInCodeInput = Caller & {
  readonly email: string;
  readonly code: string;
  readonly replaces: string | null;
};

type Refused = Exclude<CodeDecision, { ok: true }>;

const over: Refused = { ok: false, refusal: "over" };

/** Signs in whoever reads the mail of this address, once a code. */
export const redeemSignInCode = async (ctx: ServiceContext, input: RedeemSignInCodeInput): Promise<OpenedSession> => {
  const credentials = codeCredentials.safeParse(input);
  if (!credentials.success) {
    throw new DomainError("invalid_input", "sign_in.code_malformed", "The code has 6 digits.");
  }
  const { email, code } = credentials.data;
  await takeSignInTry(ctx, "code", { ...input, email });
  // A wrong try is counted by committing it, so the refusal leaves the transaction as a value.
  const outcome = await inTransaction(asSystem(ctx, "sign-in"), (inner) =>
    redeem(inner, { email, code, replaces: input.replaces }),
  );
  if ("sessionId" in outcome) return outcome;
  throw inWords(outcome);
};

const redeem = async (
  ctx: TransactionContext,
  { email, code, replaces }: Omit<RedeemSignInCodeInput, "networkAddress">,
): Promise<OpenedSession | Refused> => {
  const stored = await lockNewestCode(ctx, email);
  if (!stored) return over;
  const at = new Date();
  const decision = decideCode(stored, isSameHash(hashOfCode(stored.id, code), stored.codeHash), at);
  if (!decision.ok) {
    if (decision.refusal === "wrong") await countWrongTry(ctx, stored.id);
    return decision;
  }
  await setUsed(ctx, stored.id, at);
  const user = await findUserByEmail(ctx, email);
  return user ? openSession(ctx, { userId: user.id, via: "code", replaces }) : over;
};

const inWords = (decision: Refused): DomainError => {
  if (decision.refusal === "over" || decision.triesLeft === 0) {
    return new DomainError("invalid_state", "sign_in.code_over", "This code is no longer valid. Ask for a new one.");
  }
  const { triesLeft } = decision;
  return new DomainError("invalid_input", "sign_in.code_wrong", "This is not the code we sent last.", { triesLeft });
};
