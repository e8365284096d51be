import type { AccountToBill } from "@/server/accounts";
import { dayInZone, groupBy, isDomainError, type PlainDate, type TimePoint } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { getSeller, type Seller } from "@/server/sellers";
import type { BillingPolicy, StoredLife } from "@/server/subscriptions";
import type { AccountFailure } from "./bill-run-errors-store";
import { type AccountBilling, type LifeToBill, planAccountBilling, type SoldCharge, type WaitingLine } from "./core";
import { type LifeWithBilled, loadBilledServices } from "./load-billed-services";
import { loadUsage } from "./load-usage";
import { chargesOfLives, meetCharges } from "./meet-charges";
import { meetPolicies, policyOf } from "./meet-policies";

/** What a run needs to know that does not change while it runs: read once, shared by its batches. */
export type BillingBasis = {
  readonly seller: Seller;
  /** What the catalog knows of the charges met so far. */
  readonly sold: Map<string, SoldCharge>;
  /** The policies met so far. */
  readonly policies: Map<number, BillingPolicy>;
  readonly cutoffAt: Date;
  readonly billRunId: string | null;
};

export const loadBillingBasis = async (
  ctx: ServiceContext,
  run: { readonly sellerId: string; readonly cutoffAt: Date; readonly billRunId: string | null },
): Promise<BillingBasis> => ({
  seller: await getSeller(ctx, run.sellerId),
  sold: new Map(),
  policies: new Map(),
  cutoffAt: run.cutoffAt,
  billRunId: run.billRunId,
});

/** The point through which something is billed: the instant where a policy counts seconds, or else its local day. */
export const pointOf = (at: Date, zone: string, { service }: BillingPolicy): TimePoint =>
  service.proration.basis === "second" ? { kind: "instant", at } : { kind: "day", day: dayInZone(at, zone) };

/** Lives as a run takes them up: those with changes that wait are read with what was billed of them. */
export const takeUpLives = async (
  ctx: ServiceContext,
  basis: Pick<BillingBasis, "sold" | "policies">,
  lives: readonly StoredLife[],
): Promise<LifeWithBilled[]> => {
  await meetPolicies(
    ctx,
    basis.policies,
    lives.map(({ policyId }) => policyId),
  );
  await meetCharges(ctx, basis.sold, chargesOfLives(lives.map(({ life }) => life)));
  const withChanges = lives.filter(({ life }) => life.waiting.length > 0);
  const known = await loadBilledServices(ctx, withChanges, {
    sold: basis.sold,
    endsAfter: earliestChange(withChanges),
  });
  const byId = new Map(known.map((one) => [one.stored.id, one]));
  const usage = await loadUsage(ctx, lives);
  return lives.map((stored) => ({
    ...(byId.get(stored.id) ?? { stored, life: stored.life, decisions: new Map() }),
    events: usage.get(stored.id) ?? [],
  }));
};

const distantPast = "0001-01-01" as PlainDate;

const earliestChange = (lives: readonly StoredLife[]): PlainDate =>
  lives
    .flatMap(({ life, timeZone }) =>
      life.waiting.map(({ at }) => (at.kind === "day" ? at.day : dayInZone(at.at, timeZone))),
    )
    .reduce<PlainDate | null>((earliest, day) => (earliest === null || day < earliest ? day : earliest), null) ??
  distantPast;

export type PlannedAccount = { readonly accountId: string; readonly billing: AccountBilling };

export type PlannedAccounts = {
  readonly planned: readonly PlannedAccount[];
  readonly failures: readonly AccountFailure[];
};

export type DueOfAccounts = {
  readonly lives: readonly LifeWithBilled[];
  readonly waiting: ReadonlyMap<string, readonly WaitingLine[]>;
};

/** Plans each account by itself: one that cannot be billed becomes a failure with its reason and stops nobody. */
export const planAccounts = (
  ctx: ServiceContext,
  basis: BillingBasis,
  accounts: readonly AccountToBill[],
  due: DueOfAccounts,
): PlannedAccounts => {
  const byAccount = groupBy(due.lives, ({ stored }) => stored.accountId);
  const sellerDay = dayInZone(ctx.now, basis.seller.timeZone);
  const planned: PlannedAccount[] = [];
  const failures: AccountFailure[] = [];
  for (const { account, billTo } of accounts) {
    try {
      const subscriptions = (byAccount.get(account.id) ?? []).map((one) => toLifeToBill(basis, one, account.timeZone));
      const billing = planAccountBilling({
        account,
        billTo,
        seller: basis.seller,
        billRunId: basis.billRunId,
        now: ctx.now,
        sellerDay,
        sold: basis.sold,
        subscriptions,
        waiting: due.waiting.get(account.id) ?? [],
      });
      planned.push({ accountId: account.id, billing });
    } catch (error) {
      failures.push(toFailure(account.id, error));
    }
  }
  return { planned, failures };
};

export const toFailure = (accountId: string, error: unknown): AccountFailure => ({
  accountId,
  reason: isDomainError(error) ? error.reason : "bill_run.unexpected",
  message: error instanceof Error ? error.message.slice(0, 500) : "An unexpected failure.",
});

const toLifeToBill = (
  basis: BillingBasis,
  { stored, life, decisions, events }: LifeWithBilled,
  zone: string,
): LifeToBill => {
  const policy = policyOf(basis.policies, stored.policyId);
  return {
    id: stored.id,
    currency: stored.currency,
    policyId: stored.policyId,
    conventions: policy,
    life,
    chargeRowIds: stored.chargeRowIds,
    decisions,
    events,
    through: pointOf(basis.cutoffAt, zone, policy),
  };
};
