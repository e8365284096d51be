import fc from "fast-check";

/** A company, an account and what is done to its subscriptions over a year and more, as a scenario says it. */
export type RandomLife = {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly until: string;
  /** What it shows: its actions, and the models, currency and options that it lives by. */
  readonly traits: readonly string[];
};

const currencies = { EUR: 2, USD: 2, GBP: 2, JPY: 0, KWD: 3 } as const;
type Currency = keyof typeof currencies;

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "America/Santiago",
];

const amount = (currency: Currency, max: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: max * 10 ** currencies[currency] }).map((minor) => {
    const digits = String(minor).padStart(currencies[currency] + 1, "0");
    const at = digits.length - currencies[currency];
    return currencies[currency] === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
  });

const models = {
  flat: { amount: "12" },
  per_unit: { unitPrice: "7" },
  graduated: {
    model: {
      type: "graduated",
      tiers: [
        { upTo: "5", unitPrice: "3" },
        { upTo: null, unitPrice: "2", flatFee: "1" },
      ],
    },
  },
  volume: {
    model: {
      type: "volume",
      tiers: [
        { upTo: "5", unitPrice: "4" },
        { upTo: null, unitPrice: "3" },
      ],
    },
  },
  stairstep: {
    model: {
      type: "stairstep",
      tiers: [
        { upTo: "10", flatFee: "9" },
        { upTo: null, flatFee: "15" },
      ],
    },
  },
  package: { model: { type: "package", size: "10", price: "6" } },
} as const;

type Model = keyof typeof models;
const modelNames = Object.keys(models) as Model[];

const meters = ["sum", "count", "max", "latest"].map((aggregation) => ({ id: aggregation, aggregation }));
const coupons = [
  { id: "tenth", kind: "percent", value: "10" },
  { id: "third", kind: "percent", value: "33.3" },
  { id: "two", kind: "amount", value: "2" },
];

/** A plan of a fee before, a fee after, what is used and what is due once: each there or not, in any model. */
const planOf = (id: string) =>
  fc
    .record({
      unit: fc.constantFrom("month", "month", "month", "week", "year"),
      fee: fc.constantFrom(...modelNames),
      base: fc.option(fc.constantFrom(...modelNames), { freq: 2 }),
      use: fc.option(fc.tuple(fc.constantFrom(...modelNames.slice(1)), fc.constantFrom(...meters)), { freq: 2 }),
      hasSetup: fc.boolean(),
      trialDays: fc.constantFrom(0, 0, 0, 14),
    })
    .map(({ unit, fee, base, use, hasSetup, trialDays }) => ({
      models: [fee, ...(base ? [base] : []), ...(use ? [use[0]] : [])],
      plan: {
        id,
        interval: { unit, count: 1 },
        ...(trialDays > 0 ? { trialDays } : {}),
        charges: [
          { id: "fee", kind: "recurring", timing: "in_advance", ...models[fee] },
          ...(base ? [{ id: "base", kind: "recurring", timing: "in_arrears", ...models[base] }] : []),
          ...(use ? [{ id: "use", kind: "usage", timing: "in_arrears", meter: use[1].id, ...models[use[0]] }] : []),
          ...(hasSetup ? [{ id: "setup", kind: "one_time", amount: "5" }] : []),
        ],
      },
    }));

const planIds = ["small", "large", "other"];

const settingsOf = (currency: Currency) =>
  fc
    .record({
      basis: fc.constantFrom("actual", "second", "fixed_month"),
      rounding: fc.constantFrom("half_away_from_zero", "half_even", "floor", "ceiling"),
      alignment: fc.constantFrom("anniversary", "calendar"),
      credits: fc.constantFrom("prorate", "prorate", "none"),
      changeDay: fc.constantFrom("new", "old"),
      intervalChange: fc.constantFrom("restart", "keep_anchor"),
      changeBilling: fc.constantFrom("now", "next_invoice"),
      collection: fc.constantFrom("auto", "auto", "manual"),
      taxLevel: fc.constantFrom("line", "document"),
      pause: fc.constantFrom("credit", "no_credit"),
      finalAction: fc.constantFrom("cancel", "unpaid", "keep"),
    })
    .map((options) => ({ ...options, currency }));

const quantity = fc.integer({ min: 1, max: 12 }).map(String);
const when = fc.constantFrom({}, {}, { when: "period_end" });
const own = { subscription: "s1" };

const actionsIn = (currency: Currency) => ({
  change_plan: fc
    .tuple(fc.constantFrom(...planIds), quantity, when)
    .map(([plan, count, at]) => ({ ...own, plan, quantity: count, ...at })),
  change_quantity: fc.tuple(quantity, when).map(([count, at]) => ({ ...own, quantity: count, ...at })),
  cancel: fc.constant({ ...own, when: "period_end" }),
  undo_cancel: fc.constant(own),
  pause: fc.constant(own),
  resume: fc.constant(own),
  move_billing_day: fc.integer({ min: 1, max: 31 }).map((day) => ({ account: "a", day })),
  apply_coupon: fc.constantFrom(...coupons).map(({ id }) => ({ ...own, coupon: id })),
  usage: fc
    .tuple(fc.constantFrom(...meters), fc.integer({ min: 0, max: 30 }))
    .map(([{ id }, value]) => ({ ...own, meter: id, value: String(value) })),
  charge: amount(currency, 20).map((of) => ({ account: "a", charge: "extra", amount: of })),
  grant_credit: amount(currency, 30).map((of) => ({ account: "a", amount: of })),
  set_tax_rate: fc.constantFrom("0", "8.875", "19").map((rate) => ({ account: "a", rate })),
  set_card_outcome: fc.constantFrom("success", "failure").map((outcome) => ({ account: "a", outcome })),
  pay: fc.integer({ min: 1, max: 8 }).map((invoice) => ({ invoice })),
  refund: fc
    .tuple(fc.integer({ min: 1, max: 8 }), amount(currency, 9))
    .map(([invoice, of]) => ({ invoice, amount: of })),
  credit_note: fc
    .tuple(fc.integer({ min: 1, max: 8 }), amount(currency, 9))
    .map(([invoice, of]) => ({ invoice, amount: of })),
  void: fc.integer({ min: 1, max: 8 }).map((invoice) => ({ invoice })),
  write_off: fc.integer({ min: 1, max: 8 }).map((invoice) => ({ invoice })),
});

type Action = keyof ReturnType<typeof actionsIn>;
export const actionNames: readonly Action[] = Object.keys(actionsIn("EUR")) as Action[];

const firstInstant = Date.UTC(2027, 0, 4, 10);
const hourMs = 3_600_000;
const yearHours = 370 * 24;

/** From eight to thirty actions of at least five kinds over more than twelve months. */
const stepsIn = (currency: Currency) => {
  const arbitraries = actionsIn(currency);
  const actionOf = (name: Action) => arbitraries[name].map((fields) => ({ do: name as string, ...fields }));
  const kinds = fc.shuffledSubarray([...actionNames], { minLength: 5, maxLength: 9 });
  const anyKind = fc.constantFrom(...actionNames).chain(actionOf);
  return kinds
    .chain((chosen) => fc.tuple(fc.tuple(...chosen.map(actionOf)), fc.array(anyKind, { minLength: 3, maxLength: 20 })))
    .chain(([sure, more]) => {
      const actions = [...sure, ...more];
      return fc.tuple(
        fc.shuffledSubarray(actions, { minLength: actions.length, maxLength: actions.length }),
        fc.array(fc.integer({ min: 6, max: 50 * 24 }), { minLength: actions.length, maxLength: actions.length }),
      );
    })
    .map(([actions, waits]) => {
      let hours = 0;
      const steps = actions.map((action, at) => {
        hours += waits[at] ?? 0;
        return { at: new Date(firstInstant + hours * hourMs).toISOString(), ...action };
      });
      const until = new Date(firstInstant + Math.max(hours + 24, yearHours) * hourMs).toISOString();
      return { steps, until };
    });
};

const lifeIn = (currency: Currency) =>
  fc
    .record({
      settings: settingsOf(currency),
      zone: fc.constantFrom(...zones),
      billingDay: fc.option(fc.integer({ min: 1, max: 31 }), { freq: 2 }),
      plans: fc.tuple(...planIds.map(planOf)),
      story: stepsIn(currency),
    })
    .map(({ settings, zone, billingDay, plans, story }) => {
      const [first] = plans;
      const start = {
        at: new Date(firstInstant).toISOString(),
        do: "subscribe",
        account: "a",
        ...own,
        plan: first?.plan.id,
        quantity: "2",
      };
      return {
        input: {
          settings: { ...settings, timezone: zone, dunning: { delays: [3, 5] } },
          catalog: { meters, coupons, plans: plans.map(({ plan }) => plan) },
          accounts: [{ id: "a", billingDay, taxRate: "19" }],
          steps: [start, ...story.steps],
          until: story.until,
        },
        until: story.until,
        traits: [
          ...story.steps.map((step) => `action ${step.do}`),
          ...new Set(plans.flatMap((plan) => plan.models).map((model) => `model ${model}`)),
          `currency ${currency}`,
          `zone ${zone}`,
          ...Object.entries(settings).map(([option, value]) => `option ${option} ${value}`),
        ],
      };
    });

const life = fc.constantFrom(...(Object.keys(currencies) as Currency[])).chain(lifeIn);

/** So many lives, the same from the same seed: one that fails is found again by its place among them. */
export const randomLives = (seed: number, count: number): RandomLife[] =>
  fc.sample(life, { seed, numRuns: count }).map((one, at) => ({ id: `life-${seed}-${at}`, ...one }));

/** How often each trait was lived. */
export const countTraits = (lives: readonly RandomLife[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const trait of lives.flatMap(({ traits }) => traits)) counts[trait] = (counts[trait] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
};
