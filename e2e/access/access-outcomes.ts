/** Who asks. `other` owns another account; `holder` is the browser that placed Brightbarn's order. */
export const subscribers = ["anonymous", "owner", "billing", "member", "other", "holder"] as const;

export const staff = [
  "rosa",
  "tom",
  "ines",
  "sam",
  "priya",
  "jonas",
  "claire",
  "hiro",
  "nadia",
  "omar",
  "beth",
] as const;

export type Subscriber = (typeof subscribers)[number];
export type StaffName = (typeof staff)[number];

export type Access = {
  /** The method and the file it stands in, or the name of a procedure. */
  readonly what: string;
  readonly path: (target: Target) => string;
  readonly outcome: Readonly<Record<Subscriber, number>> & {
    readonly staff: number | Readonly<Record<StaffName, number>>;
  };
};

export type Target = {
  readonly accountId: string;
  readonly invoiceId: string;
  readonly subscriptionId: string;
  readonly orderId: string;
  readonly draftId: string;
  readonly mailId: string;
  readonly payToken: string;
  readonly runId: string;
  readonly methodId: string;
  readonly setupId: string;
};

type Outcome = Access["outcome"];

export const everyone = (status: number): Outcome => ({
  anonymous: status,
  owner: status,
  billing: status,
  member: status,
  other: status,
  holder: status,
  staff: status,
});

/** Pages send who is not signed in to the sign-in page; route handlers and procedures answer 401. */
export const portalPage: Outcome = {
  anonymous: 307,
  owner: 200,
  billing: 200,
  member: 200,
  other: 200,
  holder: 307,
  staff: 403,
};

export const money: Readonly<Record<StaffName, number>> = {
  rosa: 200,
  tom: 200,
  ines: 200,
  sam: 200,
  priya: 200,
  jonas: 200,
  claire: 200,
  hiro: 200,
  nadia: 403,
  omar: 403,
  beth: 200,
};

export const proofReaders: Readonly<Record<StaffName, number>> = {
  ...money,
  rosa: 403,
  tom: 403,
  ines: 403,
  sam: 403,
  priya: 403,
  omar: 200,
};

export const ledgerReaders: Readonly<Record<StaffName, number>> = { ...proofReaders, omar: 403 };

export const outboxReaders: Readonly<Record<StaffName, number>> = {
  ...proofReaders,
  jonas: 403,
  claire: 403,
  hiro: 403,
};

export const auditReaders: Readonly<Record<StaffName, number>> = { ...outboxReaders, claire: 200 };

export const runReaders: Readonly<Record<StaffName, number>> = { ...proofReaders, omar: 403 };

export const policyReaders: Readonly<Record<StaffName, number>> = { ...proofReaders, nadia: 200 };

export const consolePage = (byRole: Outcome["staff"]): Outcome => ({
  ...everyone(403),
  anonymous: 307,
  holder: 307,
  staff: byRole,
});

export const holderOnly = (status: number): Outcome => ({ ...everyone(404), holder: status });
