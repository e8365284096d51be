export const roomHrefs = {
  accounts: "/console/accounts",
  proof: "/console/proof",
  outbox: "/console/settings/outbox",
} as const;

/** Records without a list of their own belong to the room from which they are opened. */
export const roomCovers: Readonly<Partial<Record<ConsoleRoom, readonly string[]>>> = {
  accounts: ["/console/invoices"],
};

export type ConsoleRoom = keyof typeof roomHrefs;
