const regions = new Intl.DisplayNames("en-GB", { type: "region" });

/** Germany; a code that is no country's stays a code. */
export const countryName = (code: string): string => {
  try {
    return regions.of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
};

/** What the tax on sales is called where the buyer is. */
export const taxName = (country: string): string => {
  if (country === "US") return "Sales tax";
  return country === "JP" ? "Consumption tax" : "VAT";
};

/** The same for the head of a narrow column. */
export const taxColumn = (country: string): string => (taxName(country) === "VAT" ? "VAT" : "Tax");

/** What the tax number of a business is called there. */
export const taxIdName = (country: string): string => (country === "US" || country === "JP" ? "Tax ID" : "VAT ID");
