export const codeMinutes = 15;
export const wrongTriesMax = 5;
export const resendAfterSeconds = 30;

export type SignInCodeState = {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly failedAttempts: number;
};

export const isLinkOpen = (code: SignInCodeState, at: Date): boolean => code.usedAt === null && code.expiresAt > at;

export type CodeDecision =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: "wrong"; readonly triesLeft: number }
  | { readonly ok: false; readonly refusal: "over" };

/** Six digits are soon guessed, so a code ends with its fifth wrong try; its link cannot be guessed and goes on. */
export const decideCode = (code: SignInCodeState, isMatch: boolean, at: Date): CodeDecision => {
  const triesLeft = wrongTriesMax - code.failedAttempts;
  if (!isLinkOpen(code, at) || triesLeft < 1) return { ok: false, refusal: "over" };
  return isMatch ? { ok: true } : { ok: false, refusal: "wrong", triesLeft: triesLeft - 1 };
};

export const secondsUntilResend = (lastSentAt: Date | null, at: Date): number => {
  if (!lastSentAt) return 0;
  const passed = (at.getTime() - lastSentAt.getTime()) / 1_000;
  return Math.min(resendAfterSeconds, Math.max(0, Math.ceil(resendAfterSeconds - passed)));
};

export const expiryOfCode = (at: Date): Date => new Date(at.getTime() + codeMinutes * 60_000);
