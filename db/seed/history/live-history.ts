import { openAccount } from "@/server/accounts";
import { listInvoices } from "@/server/invoices";
import {
  addDays,
  addMonthsFromAnchor,
  compareDays,
  dayInZone,
  dayOf,
  invariant,
  monthOf,
  type PlainDate,
  yearOf,
} from "@/server/kernel";
import { listNextDue, runSweeps } from "@/server/operations";
import {
  getOrderForSystem,
  payOrder,
  placeOnAccount,
  placeOrder,
  previewOnAccount,
  previewOrder,
  startDraft,
  toAccountDetails,
  toOrderDraft,
} from "@/server/orders";
import { draftContent } from "@/server/orders/schemas";
import {
  type GatewayAccess,
  openCardSetup,
  payInvoice,
  refreshCardSetup,
  refreshInvoicePayment,
} from "@/server/payments";
import { asSystem, freezeBusinessClock, type ServiceContext } from "@/server/platform";
import type { HistoryAccount, HistorySubscription } from "./history-account";

export type HistoryGateway = {
  readonly access: GatewayAccess;
  readonly tokenize: (number: string, holder: string) => Promise<string>;
  /** What a person does on the gateway's pages, be it to pay or to leave a card there. */
  readonly typeOnPage: (url: string, number: string, holder: string) => Promise<void>;
};

export type LiveHistory = {
  readonly from: PlainDate;
  /** The instant at which the history ends and the demo stands still. */
  readonly until: Date;
  readonly accounts: readonly HistoryAccount[];
  readonly gateway: HistoryGateway;
  /** Lets everybody hear what was told on the day. */
  readonly drain: (ctx: ServiceContext) => Promise<void>;
  readonly onDay: (day: PlainDate) => void;
};

const startOfWork = "T09:00:00Z";
const shoppersAtOnce = 6;

type Joined = { readonly accountId: string; readonly account: HistoryAccount };

/**
 * The company's past as it was lived: day by day people subscribe, what is due is billed and collected, and who was
 * declined pays later. Everything goes through the verbs that the store, the schedules and the pay links call. Answers
 * with the accounts by the e-mail address of who opened them.
 */
export const liveHistory = async (ctx: ServiceContext, history: LiveHistory): Promise<ReadonlyMap<string, string>> => {
  const joined: Joined[] = [];
  const last = dayInZone(history.until, "UTC");
  const planned = history.accounts.flatMap(({ subscriptions }) => subscriptions.map(({ on }) => on));
  for (let day: PlainDate | undefined = history.from; day !== undefined; ) {
    const now = workOf(day);
    await freezeBusinessClock(ctx.db, now);
    const today = { ...ctx, now };
    history.onDay(day);
    joined.push(...(await joinOn(today, history, day)));
    await subscribeAgainOn(today, joined, day);
    await runSweeps(asSystem(today, "sweeps"), "history", history.gateway.access);
    for (const late of joined) await payLate(today, history.gateway, late, day);
    await history.drain(today);
    const paidLateOn = joined.flatMap(({ account }) => nextLatePayment(account, now));
    day = nextOf([...planned, ...paidLateOn, ...(await dueDays(today)), last], day, last);
  }
  await freezeBusinessClock(ctx.db, history.until);
  return new Map(joined.map(({ accountId, account }) => [account.email, accountId]));
};

const workOf = (day: PlainDate): Date => new Date(`${day}${startOfWork}`);

/** Days on which nobody comes and nothing is due are passed over. */
const nextOf = (days: readonly PlainDate[], after: PlainDate, last: PlainDate): PlainDate | undefined =>
  days.filter((day) => compareDays(day, after) > 0 && compareDays(day, last) <= 0).sort(compareDays)[0];

const dueDays = async (ctx: ServiceContext): Promise<PlainDate[]> =>
  (await listNextDue(ctx)).map(({ at }) => {
    const day = dayInZone(at, "UTC");
    return at <= workOf(day) ? day : addDays(day, 1);
  });

const joinOn = async (ctx: ServiceContext, { accounts, gateway }: LiveHistory, day: PlainDate): Promise<Joined[]> => {
  const newcomers = accounts.filter(({ subscriptions }) => subscriptions[0].on === day);
  const joined: Joined[] = [];
  const queue = newcomers.values();
  const serve = async () => {
    for (const account of queue) {
      const accountId = await (account.way === "store" ? buyInStore : buyFromSales)(ctx, gateway, account);
      joined.push({ accountId, account });
    }
  };
  await Promise.all(Array.from({ length: shoppersAtOnce }, serve));
  return joined;
};

const contentOf = ({ country, kind, taxId }: HistoryAccount, { interval, ratePlans }: HistorySubscription) =>
  draftContent.parse({
    country,
    currency: null,
    buyerKind: kind,
    interval,
    ratePlans: ratePlans.map(({ key, quantity }) => ({ key, quantity })),
    taxId,
  });

const buyerOf = ({ email, person, company, addressLine, postcode, city }: HistoryAccount) => ({
  email,
  name: person,
  company,
  addressLine,
  postcode,
  city,
});

const buyInStore = async (ctx: ServiceContext, gateway: HistoryGateway, account: HistoryAccount): Promise<string> => {
  const content = contentOf(account, account.subscriptions[0]);
  const { draftId } = await startDraft(ctx, content);
  const { previewId, preview } = await previewOrder(ctx, toOrderDraft(content));
  const isFree = preview.document.total.minor === 0n;
  const methodToken = isFree ? null : await gateway.tokenize(account.card, account.person);
  const placed = await placeOrder(ctx, { draftId, previewId, methodToken, buyer: buyerOf(account) });
  if (placed.status === "awaiting_payment") await payOrder(ctx, gateway.access, placed.paymentId);
  const order = await getOrderForSystem(ctx, placed.orderId);
  invariant(order.status === "completed", `The order of ${account.email} is ${order.status}.`);
  return order.accountId;
};

const buyFromSales = async (ctx: ServiceContext, gateway: HistoryGateway, account: HistoryAccount): Promise<string> => {
  const previewed = await previewOrder(ctx, toOrderDraft(contentOf(account, account.subscriptions[0])));
  const details = toAccountDetails(previewed, buyerOf(account));
  const { id } = await openAccount(ctx, { ...details, netDays: account.netDays ?? 0 });
  const { url } = await openCardSetup(ctx, gateway.access, { accountId: id, replacesId: null, pays: [] });
  await gateway.typeOnPage(url, account.card, account.person);
  await refreshCardSetup(ctx, gateway.access, id);
  await subscribe(ctx, id, account.subscriptions[0]);
  return id;
};

const subscribe = async (ctx: ServiceContext, accountId: string, subscription: HistorySubscription): Promise<void> => {
  const { interval, ratePlans, termMonths } = subscription;
  const actions = [{ action: "create" as const, interval, ratePlans, ...(termMonths ? { termMonths } : {}) }];
  const { previewId } = await previewOnAccount(ctx, { accountId, actions });
  await placeOnAccount(ctx, { accountId, actions, previewId });
};

const subscribeAgainOn = async (ctx: ServiceContext, joined: readonly Joined[], day: PlainDate): Promise<void> => {
  for (const { accountId, account } of joined) {
    for (const subscription of account.subscriptions.slice(1)) {
      if (subscription.on === day) await subscribe(ctx, accountId, subscription);
    }
  }
};

const payOpenInvoices = async (
  ctx: ServiceContext,
  { access, typeOnPage }: HistoryGateway,
  { accountId, account }: Joined,
  issuedUntil: PlainDate,
): Promise<void> => {
  for (const invoice of await listInvoices(ctx, { accountId, isOpen: true })) {
    if (invoice.issueOn > issuedUntil) continue;
    const payer = { ...ctx, actor: { kind: "payer", invoiceId: invoice.id } } as const;
    const paying = await payInvoice(payer, access, {
      invoiceId: invoice.id,
      amountMinor: invoice.balanceMinor,
      currency: invoice.currency,
      methodId: null,
      returnUrl: `${access.appOrigin}/account`,
    });
    invariant(paying.status === "go_to", "Without a card on file the gateway's page asks for one.");
    await typeOnPage(paying.url, account.card, account.person);
    await refreshInvoicePayment(payer, access, invoice.id);
  }
};

const payLate = async (ctx: ServiceContext, gateway: HistoryGateway, late: Joined, day: PlainDate): Promise<void> => {
  const { paysDaysLate } = late.account;
  if (paysDaysLate === undefined) return;
  const issuedOn = addDays(day, -paysDaysLate);
  if (isRenewalDay(late.account, issuedOn)) await payOpenInvoices(ctx, gateway, late, issuedOn);
};

const isRenewalDay = (account: HistoryAccount, day: PlainDate): boolean =>
  monthsSince(account, day) > 0 && dayOf(account.subscriptions[0].on) === dayOf(day);

const monthsSince = ({ subscriptions: [{ on }] }: HistoryAccount, day: PlainDate): number =>
  12 * (yearOf(day) - yearOf(on)) + monthOf(day) - monthOf(on);

const nextLatePayment = (account: HistoryAccount, now: Date): PlainDate[] => {
  const { paysDaysLate } = account;
  if (paysDaysLate === undefined) return [];
  const [{ on }] = account.subscriptions;
  const months = monthsSince(account, dayInZone(now, "UTC"));
  return [months - 1, months, months + 1]
    .filter((count) => count > 0)
    .map((count) => addDays(addMonthsFromAnchor(on, count), paysDaysLate));
};
