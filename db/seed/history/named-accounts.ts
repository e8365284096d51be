import { plainDate } from "@/server/kernel";
import { type HistoryAccount, type HistorySubscription, joiningDays } from "./history-account";

const monthly = (on: string, key: string, quantity: number, version?: number): HistorySubscription => ({
  on: plainDate(on),
  interval: "month",
  ratePlans: [version === undefined ? { key, quantity } : { key, quantity, version }],
});

const daysOfMonth = (month: string, days: readonly number[]) =>
  days.map((day) => plainDate(`${month}-${String(day).padStart(2, "0")}`));

const clinicDays = [
  ...daysOfMonth(
    "2025-07",
    joiningDays.america.filter((day) => day > 16),
  ),
  ...daysOfMonth(
    "2025-08",
    joiningDays.america.filter((day) => day <= 16),
  ),
];

/** A desk for each of fifteen clinics, each with a billing day of its own: 15 × 16 invoices. */
const clinics = clinicDays.map(
  (on): HistorySubscription => ({
    on,
    interval: "month",
    ratePlans: [{ key: "desk-starter", quantity: 3 }],
  }),
);

const [firstClinic, ...otherClinics] = clinics as [HistorySubscription, ...HistorySubscription[]];

/** Whose people sign in to My Account. */
export const brightbarn: HistoryAccount = {
  country: "DE",
  kind: "business",
  person: "Mina Okafor",
  email: "mina@brightbarn.example",
  company: "Brightbarn GmbH",
  taxId: null,
  addressLine: "Lindenstraße 48",
  postcode: "10969",
  city: "Berlin",
  card: "4242424242424242",
  way: "store",
  subscriptions: [monthly("2026-11-01", "desk-team", 8)],
};

/** Subscribers whom people and tests know by name. */
export const namedAccounts: readonly HistoryAccount[] = [
  {
    country: "NL",
    kind: "business",
    person: "Joris Fietsgoed",
    email: "inkoop@fietsgoed.example",
    company: "Fietsgoed B.V.",
    taxId: "NL387035623B03",
    addressLine: "Biltstraat 12",
    postcode: "3572 BA",
    city: "Utrecht",
    card: "5555555555554444",
    way: "store",
    subscriptions: [monthly("2026-03-05", "desk-team", 12)],
  },
  {
    country: "DE",
    kind: "business",
    person: "Oskar Kiln",
    email: "office@kilnandoak.example",
    company: "Kiln & Oak",
    taxId: null,
    addressLine: "Töpfergasse 3",
    postcode: "04109",
    city: "Leipzig",
    card: "4000000000000341",
    way: "store",
    subscriptions: [monthly("2026-10-14", "desk-team", 11)],
  },
  {
    country: "DE",
    kind: "business",
    person: "Dr. Lena Lindenhof",
    email: "praxis@lindenhof.example",
    company: "Lindenhof Praxis",
    taxId: null,
    addressLine: "Lindenhof 8",
    postcode: "79098",
    city: "Freiburg",
    card: "4242424242424242",
    way: "store",
    subscriptions: [monthly("2025-09-22", "desk-starter", 5)],
  },
  {
    country: "JP",
    kind: "business",
    person: "桜井 花",
    email: "reception@sakura-dental.example",
    company: "Sakura Dental",
    taxId: null,
    addressLine: "芝公園 4-2-8",
    postcode: "105-0011",
    city: "東京都港区",
    card: "4242424242424242",
    way: "store",
    subscriptions: [monthly("2025-11-08", "desk-business", 6)],
  },
  {
    country: "GB",
    kind: "business",
    person: "Fiona O'Malley",
    email: "accounts@omalley-sons.example",
    company: "O'Malley & Sons",
    taxId: null,
    addressLine: "7 Weavers Yard",
    postcode: "BS1 5TR",
    city: "Bristol",
    card: "378282246310005",
    way: "store",
    subscriptions: [monthly("2025-06-12", "desk-team", 9)],
  },
  {
    country: "FR",
    kind: "business",
    person: "Éloïse Saint-Marc",
    email: "comptabilite@hopital-saint-eloi.example",
    company: "Hôpital Saint-Éloi",
    taxId: "FR31870953759",
    addressLine: "80 avenue Augustin Fliche",
    postcode: "34000",
    city: "Montpellier",
    card: "4242424242424242",
    way: "sales",
    netDays: 60,
    subscriptions: [monthly("2026-02-03", "desk-business", 40)],
  },
  {
    country: "US",
    kind: "business",
    person: "Dana Whitfield",
    email: "billing@northgate-clinics.example",
    company: "Northgate Clinics",
    taxId: null,
    addressLine: "1400 NW Lovejoy Street",
    postcode: "97209",
    city: "Portland",
    card: "4242424242424242",
    way: "store",
    subscriptions: [firstClinic, ...otherClinics],
  },
  {
    country: "IE",
    kind: "business",
    person: "Gráinne Ní Mháille",
    email: "grainne@heritage-press.example",
    company: "Heritage Press Ltd",
    taxId: null,
    addressLine: "3 Shop Street",
    postcode: "H91 E2K3",
    city: "Galway",
    card: "4242424242424242",
    way: "sales",
    subscriptions: [monthly("2025-05-19", "desk-team", 14, 1)],
  },
];
