import type { SellerDefinition } from "@/server/sellers";

export const alderpostSellers: readonly SellerDefinition[] = [
  {
    key: "ireland",
    legalName: "Alderpost Ireland Ltd",
    addressLines: ["12 Windmill Quay", "D02 F206"],
    city: "Dublin",
    country: "IE",
    taxId: "IE6388047V",
    registrationNumber: "CRO 612345",
    timeZone: "Europe/Dublin",
    currencies: ["EUR", "GBP"],
    invoiceSeries: "INV",
    creditNoteSeries: "CN",
    debitNoteSeries: "DN",
    mailFrom: "billing@alderpost.example",
  },
  {
    key: "inc",
    legalName: "Alderpost Inc.",
    addressLines: ["500 Harbor Street, Suite 210", "DE 19801"],
    city: "Wilmington",
    country: "US",
    taxId: null,
    registrationNumber: "File 7012345",
    timeZone: "America/New_York",
    currencies: ["USD", "JPY"],
    invoiceSeries: "AIN",
    creditNoteSeries: "ACN",
    debitNoteSeries: "ADN",
    mailFrom: "billing@alderpost.example",
  },
];
