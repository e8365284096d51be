/** Whom a document is addressed to, as it was when the document was issued. */
export type BillTo = {
  name: string;
  email: string;
  addressLines: string[];
  city: string | null;
  postcode: string | null;
  region: string | null;
  country: string;
  taxId: string | null;
};
