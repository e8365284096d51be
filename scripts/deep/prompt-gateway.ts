import type { Gateway } from "@/server/payments";

const declinesOneIn = 33;

const refuse = async (): Promise<never> => {
  throw new Error("The big company only charges cards on file.");
};

/** Answers at once and keeps no book: most cards pay, those with a number that thirty-three divides do not. */
export const promptGateway: Gateway = {
  name: "simulator",
  charge: async ({ paymentId, savedMethodId }) => {
    const isDeclined = Number(savedMethodId?.split("_").at(-1)) % declinesOneIn === 0;
    return isDeclined
      ? { status: "failed", chargeId: `ch_${paymentId}`, reason: "insufficient_funds" }
      : { status: "succeeded", chargeId: `ch_${paymentId}`, card: null };
  },
  find: refuse,
  refund: refuse,
  findRefund: refuse,
  listDisputes: async () => [],
  readEvent: () => null,
  cancel: refuse,
  openHostedSession: refuse,
  closeHostedSession: refuse,
  openCardSetup: refuse,
  findCardSetup: refuse,
  forgetCard: refuse,
  listBook: async () => [],
};
