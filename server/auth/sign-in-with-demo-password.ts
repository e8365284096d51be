import { hash, verify } from "@node-rs/argon2";
import { DomainError } from "@/server/kernel";
import { findDemoPasswordHash, findUserByEmail } from "@/server/people";
import { asSystem, inTransaction, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { type OpenedSession, openSession } from "./open-session";
import { passwordCredentials } from "./schemas";
import { type Caller, takeSignInTry } from "./sign-in-limits";

export type SignInWithDemoPasswordInput = Caller & {
  readonly email: string;
  readonly password: string;
  readonly replaces: string | null;
};

/** The demo's people share one printed password; where there is no demo, nobody has one. */
export const signInWithDemoPassword = async (
  ctx: ServiceContext,
  input: SignInWithDemoPasswordInput,
): Promise<OpenedSession> => {
  if (!isDemoSignInOn())
    throw new DomainError("forbidden", "sign_in.demo_off", "There is no sign-in by password here.");
  const credentials = passwordCredentials.safeParse(input);
  if (!credentials.success) throw passwordWrong();
  const { email, password } = credentials.data;
  await takeSignInTry(ctx, "password", { ...input, email });
  const user = await findUserByEmail(ctx, email);
  const known = user && (await findDemoPasswordHash(ctx, user.id));
  const isMatch = await verify(known ?? (await hashOfNobody()), password);
  if (!user || !known || !isMatch) throw passwordWrong();
  return inTransaction(asSystem(ctx, "sign-in"), (inner) =>
    openSession(inner, { userId: user.id, via: "demo_password", replaces: input.replaces }),
  );
};

export const isDemoSignInOn = (): boolean => env().DEMO_SIGN_IN === "1";

const passwordWrong = () =>
  new DomainError("invalid_input", "sign_in.password_wrong", "This address and this password do not belong together.");

let nobody: Promise<string> | null = null;

/** An unknown address is checked against this, so that its refusal takes as long as a known one's. */
const hashOfNobody = (): Promise<string> => {
  nobody ??= hash("nobody has this password");
  return nobody;
};
