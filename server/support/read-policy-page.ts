import { DomainError, dayInZone, invariant, yearOf } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { getSeller, listSellers, type Seller } from "@/server/sellers";
import { getPolicy, listBillingPolicies } from "@/server/subscriptions";
import {
  choicesOf,
  differingOptions,
  type PolicyChoices,
  type PolicyOption,
  withChoices,
} from "@/server/subscriptions/core";
import { type SituationOutcome, workOutSituations } from "./core";
import { countSubscriptionsByPolicy, listPolicyChoices } from "./policy-queries";

export type ChangedOption = { readonly option: PolicyOption; readonly from: string; readonly to: string };

export type PastPolicy = {
  readonly policyId: number;
  readonly choices: PolicyChoices;
  /** When it was chosen, by whom, and what it changed; null for the one that the seller began with. */
  readonly chosen: {
    readonly at: Date;
    /** Null where no person chose. */
    readonly by: string | null;
    readonly changes: readonly ChangedOption[];
  } | null;
};

export type PolicyPageView = {
  readonly sellers: readonly Seller[];
  readonly seller: Seller;
  readonly choices: PolicyChoices;
  readonly situations: readonly SituationOutcome[];
  /** The currency of the example. */
  readonly currency: string;
  /** How many subscriptions that go on were sold by this policy, and by others. */
  readonly sold: { readonly byThis: number; readonly byOthers: number };
  /** That it sold by one after the other, newest first. */
  readonly history: readonly PastPolicy[];
};

/** The policy that a seller sells by, what it comes to, and what it was before. Without a key of the first seller. */
export const readPolicyPage = async (ctx: ServiceContext, sellerKey: string | null): Promise<PolicyPageView> => {
  requirePermission(ctx.actor, "policies:read");
  const sellers = await listSellers(ctx);
  const seller = sellerKey === null ? sellers[0] : sellers.find(({ key }) => key === sellerKey);
  if (!seller) throw new DomainError("not_found", "seller.not_found", "There is no such seller.");
  const policy = await getPolicy(ctx, seller.policyId);
  const counts = await countSubscriptionsByPolicy(ctx, seller.id);
  const byThis = counts.get(policy.id) ?? 0;
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const { example, currency } = exampleOf(ctx, seller);
  return {
    sellers,
    seller,
    choices: choicesOf(policy),
    situations: workOutSituations(policy, example),
    currency,
    sold: { byThis, byOthers: all - byThis },
    history: await readHistory(ctx, seller),
  };
};

const exampleOf = (ctx: ServiceContext, { currencies, timeZone }: Seller) => {
  const currency = currencies[0] ?? "EUR";
  return { currency, example: { currency, zone: timeZone, year: yearOf(dayInZone(ctx.now, timeZone)) } };
};

const readHistory = async (ctx: ServiceContext, { id, policyId }: Seller): Promise<PastPolicy[]> => {
  const recorded = await listPolicyChoices(ctx, id);
  const choicesById = new Map((await listBillingPolicies(ctx)).map((policy) => [policy.id, choicesOf(policy)]));
  const choicesBy = (policy: number): PolicyChoices => {
    const choices = choicesById.get(policy);
    invariant(choices, `Policy ${policy} is registered.`);
    return choices;
  };
  const began = recorded.at(-1)?.insteadOf ?? policyId;
  return [
    ...recorded.map(({ at, by, policyId: chosen, insteadOf }) => ({
      policyId: chosen,
      choices: choicesBy(chosen),
      chosen: { at, by, changes: changesBetween(choicesBy(insteadOf), choicesBy(chosen)) },
    })),
    { policyId: began, choices: choicesBy(began), chosen: null },
  ];
};

const changesBetween = (before: PolicyChoices, after: PolicyChoices): ChangedOption[] =>
  differingOptions(before, after).map((option) => ({ option, from: before[option], to: after[option] }));

export type PreviewedPolicy = {
  readonly changes: readonly ChangedOption[];
  readonly currency: string;
  readonly standing: readonly SituationOutcome[];
  readonly chosen: readonly SituationOutcome[];
};

/** What choices would change, and what the example comes to by them beside what it comes to now. */
export const previewPolicy = async (
  ctx: ServiceContext,
  { sellerId, choices }: { readonly sellerId: string; readonly choices: PolicyChoices },
): Promise<PreviewedPolicy> => {
  requirePermission(ctx.actor, "policies:read");
  const seller = await getSeller(ctx, sellerId);
  const policy = await getPolicy(ctx, seller.policyId);
  const { example, currency } = exampleOf(ctx, seller);
  return {
    changes: changesBetween(choicesOf(policy), choices),
    currency,
    standing: workOutSituations(policy, example),
    chosen: workOutSituations(withChoices(policy, choices), example),
  };
};
