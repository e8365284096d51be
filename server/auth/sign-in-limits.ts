import { type RateLimit, type ServiceContext, takeFromRateLimit } from "@/server/platform";
import { hashOfAddress } from "./sign-in-secrets";

const windowSeconds = 900;

type Kind = "request" | "code" | "link" | "password";

/** Per quarter of an hour. An office shares one network address, a guesser has one person's e-mail address. */
const limits: Readonly<Record<Kind, { readonly perNetworkAddress: number; readonly perEmail: number | null }>> = {
  request: { perNetworkAddress: 60, perEmail: 8 },
  code: { perNetworkAddress: 100, perEmail: 40 },
  link: { perNetworkAddress: 100, perEmail: null },
  password: { perNetworkAddress: 300, perEmail: 40 },
};

export type Caller = { readonly networkAddress: string };

/** Counts before anything is looked up, so that known and unknown addresses run out alike. */
export const takeSignInTry = async (
  ctx: ServiceContext,
  kind: Kind,
  { networkAddress, email }: Caller & { readonly email?: string },
): Promise<void> => {
  const { perNetworkAddress, perEmail } = limits[kind];
  const take = (limit: Omit<RateLimit, "windowSeconds">) => takeFromRateLimit(ctx.db, { ...limit, windowSeconds });
  await take({ key: `sign-in/${kind}/network/${networkAddress}`, max: perNetworkAddress });
  if (email && perEmail) await take({ key: `sign-in/${kind}/email/${hashOfAddress(email)}`, max: perEmail });
};
