export const companyFields = [
  "name",
  "email",
  "legalName",
  "addressLine",
  "postcode",
  "city",
  "country",
  "registrationNumber",
  "taxId",
  "invoiceSeries",
  "creditNoteSeries",
  "debitNoteSeries",
] as const;

export type CompanyField = (typeof companyFields)[number];

export type SetupState = {
  readonly values: Readonly<Record<CompanyField, string>>;
  readonly errors: Readonly<Partial<Record<CompanyField, string>>>;
  readonly refusal: string | null;
};

const empty = Object.fromEntries(companyFields.map((name) => [name, ""])) as Record<CompanyField, string>;

export const firstState: SetupState = {
  values: { ...empty, country: "IE", invoiceSeries: "INV", creditNoteSeries: "CN", debitNoteSeries: "DN" },
  errors: {},
  refusal: null,
};
