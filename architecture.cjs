// The module map: a module may import the front door of the modules named beside it, and of no other.
// Foreign keys in db/schema follow it. ARCHITECTURE.md draws it; .dependency-cruiser.cjs enforces it.
const modules = {
  sellers: [],
  accounts: ["sellers"],
  people: ["accounts"],
  ledger: ["sellers"],
  catalog: ["sellers"],
  promotions: ["sellers"],
  rating: ["catalog"],
  credits: ["accounts", "catalog", "ledger", "sellers"],
  tax: ["accounts", "sellers"],
  revenue: ["ledger"],
  subscriptions: ["accounts", "catalog", "promotions", "rating", "sellers"],
  usage: ["accounts", "catalog", "sellers", "subscriptions"],
  invoices: ["accounts", "credits", "ledger", "revenue", "sellers", "tax"],
  billing: ["accounts", "catalog", "invoices", "promotions", "rating", "sellers", "subscriptions", "tax", "usage"],
  payments: ["accounts", "credits", "invoices", "ledger", "sellers", "subscriptions"],
  corrections: [
    "accounts",
    "billing",
    "credits",
    "invoices",
    "ledger",
    "payments",
    "revenue",
    "sellers",
    "subscriptions",
  ],
  dunning: ["accounts", "corrections", "invoices", "payments", "subscriptions"],
  orders: [
    "accounts",
    "billing",
    "catalog",
    "invoices",
    "payments",
    "promotions",
    "rating",
    "sellers",
    "subscriptions",
    "tax",
  ],
  entitlements: ["accounts", "catalog", "subscriptions"],
  operations: [
    "dunning",
    "accounts",
    "billing",
    "catalog",
    "credits",
    "invoices",
    "ledger",
    "orders",
    "payments",
    "people",
    "revenue",
    "sellers",
    "subscriptions",
    "tax",
  ],
  provisioning: ["accounts", "catalog", "entitlements", "people", "subscriptions"],
};

// Readers stand on top: they may read every module above, and nobody imports them.
const readers = ["analytics", "documents", "proof", "search", "support"];
for (const reader of readers) modules[reader] = Object.keys(modules).filter((name) => !readers.includes(name));
modules.notifications = [...Object.keys(modules).filter((name) => !readers.includes(name)), "documents"];

// Tables that no module owns: they belong to the platform or to sign-in.
const platformSchemas = ["clock", "outbox", "audit", "limits"];
const authSchemas = ["auth"];

// Reports that compare every module's rows read all tables; everyone else reads their own.
const readsEveryTable = ["proof", "search", "support"];

module.exports = { modules, readers: [...readers, "notifications"], platformSchemas, authSchemas, readsEveryTable };
