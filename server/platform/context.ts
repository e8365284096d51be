import type { Executor } from "@/db/client";
import type { AccountId, ApiKeyId, InvoiceId, OrderDraftId, OrderId, UserId } from "@/server/kernel";
import type { News } from "./news";
import type { Permission, StaffAuthority } from "./permissions";

export type AccountRole = "owner" | "billing_contact" | "member";

export type Actor =
  | { readonly kind: "shopper"; readonly draftId: OrderDraftId | null }
  /** A browser that paid: it has a right to this one order, whoever sits before it. */
  | { readonly kind: "holder"; readonly orderId: OrderId }
  /** Whoever was sent the link to pay this one invoice. */
  | { readonly kind: "payer"; readonly invoiceId: InvoiceId }
  | { readonly kind: "subscriber"; readonly userId: UserId; readonly accountId: AccountId; readonly role: AccountRole }
  | ({ readonly kind: "staff"; readonly userId: UserId; readonly name: string } & StaffAuthority)
  /** A program of ours or of a partner, by the key that it was given. */
  | { readonly kind: "api_key"; readonly keyId: ApiKeyId; readonly permissions: readonly Permission[] }
  | { readonly kind: "system"; readonly job: string };

export type EndPhase = "numbers" | "seals";

export type ServiceContext = {
  readonly actor: Actor;
  /** Business time, read once at the boundary. */
  readonly now: Date;
  readonly requestId: string;
  readonly db: Executor;
  /** Inside a transaction: work put off to its end, because it takes the locks that everyone waits for. */
  readonly atEnd?: Map<EndPhase, (() => Promise<void>)[]>;
  /** Inside a transaction: what it has to tell, written at its end. */
  readonly news?: News;
};

export const actorId = (actor: Actor): string => {
  switch (actor.kind) {
    case "shopper":
      return actor.draftId ?? "anonymous";
    case "holder":
      return actor.orderId;
    case "payer":
      return actor.invoiceId;
    case "api_key":
      return actor.keyId;
    case "system":
      return actor.job;
    default:
      return actor.userId;
  }
};

export const asSystem = (ctx: ServiceContext, job: string): ServiceContext => ({
  ...ctx,
  actor: { kind: "system", job },
});
