import { cookies } from "next/headers";
import { isOnHttps } from "@/server/auth/session-cookie";

const emailName = "sign_in_email";
const resendName = "sign_in_resend_at";

const options = { httpOnly: true, sameSite: "lax", path: "/sign-in" } as const;

/** Next time the address need not be typed again on this device. */
export const rememberEmail = async (email: string): Promise<void> => {
  (await cookies()).set(emailName, email, { ...options, secure: isOnHttps(), maxAge: 365 * 86_400 });
};

export const rememberedEmail = async (): Promise<string> => (await cookies()).get(emailName)?.value ?? "";

/** For the countdown alone: whether another mail may be sent is decided by the codes that there are. */
export const rememberResend = async (seconds: number): Promise<void> => {
  const at = String(Date.now() + seconds * 1_000);
  (await cookies()).set(resendName, at, { ...options, secure: isOnHttps(), maxAge: seconds });
};

export const secondsToResend = async (): Promise<number> => {
  const at = Number((await cookies()).get(resendName)?.value ?? 0);
  return Math.min(60, Math.max(0, Math.ceil((at - Date.now()) / 1_000)));
};
