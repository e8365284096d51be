export type MailState = "queued" | "sent" | "failed";

export const attemptsMax = 10;

const retryDelaysSeconds = [60, 300, 900, 3_600, 10_800, 21_600];
const longestDelaySeconds = 43_200;

/** How long a mail rests after its n-th failed try, counted from one: a minute first, half a day at last. */
export const retryDelaySeconds = (attempts: number): number => retryDelaysSeconds[attempts - 1] ?? longestDelaySeconds;

export const mailState = (mail: { readonly sentAt: Date | null; readonly attempts: number }): MailState => {
  if (mail.sentAt) return "sent";
  return mail.attempts >= attemptsMax ? "failed" : "queued";
};
