import type { ServiceContext } from "@/server/platform";

export type SignInMail = {
  readonly email: string;
  readonly code: string;
  readonly link: string;
  readonly expiresAt: Date;
};

/** Writes the mail down beside the code, in its transaction; it is sent afterwards. */
export type QueueSignInMail = (ctx: ServiceContext, mail: SignInMail) => Promise<unknown>;
