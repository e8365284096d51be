export const setupLabels = [
  "you",
  "name",
  "email",
  "emailHint",
  "company",
  "companyLead",
  "legalName",
  "addressLine",
  "postcode",
  "city",
  "country",
  "registrationNumber",
  "taxId",
  "numbers",
  "invoiceSeries",
  "creditNoteSeries",
  "debitNoteSeries",
  "submit",
  "errors",
  "refused",
] as const;

export type SetupWords = Readonly<Record<(typeof setupLabels)[number], string>>;
