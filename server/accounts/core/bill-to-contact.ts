export type BillToContact = {
  readonly name: string;
  readonly email: string;
  readonly addressLines: readonly string[];
  readonly city: string | null;
  readonly postcode: string | null;
  readonly region: string | null;
  readonly country: string;
};
