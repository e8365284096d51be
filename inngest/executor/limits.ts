/** The limits of Inngest itself, enforced here too, so that what runs embedded also runs on the real server. */
export const stepsPerRunMax = 1_000;
export const stepOutputBytesMax = 4 * 1024 * 1024;
export const runStateBytesMax = 32 * 1024 * 1024;
export const eventBytesMax = 512 * 1024;
export const eventsPerRequestMax = 5_000;
export const eventNameLengthMax = 512;
export const requestBytesMax = 32 * 1024 * 1024;
export const replyBytesMax = 64 * 1024 * 1024;
export const concurrencyKeysMax = 2;
export const retriesMax = 20;

/** What the real server does when a function does not say. */
export const retriesDefault = 4;
