const decimalsOf: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

function decimals(currency: string): number {
  const found = Object.entries(decimalsOf).find(([, codes]) => codes.includes(currency));
  return found ? Number(found[0]) : 2;
}

/** "3927" in EUR is €39.27. */
export function formatAmount(minor: string, currency: string): string {
  const places = decimals(currency);
  const digits = minor.padStart(places + 1, "0");
  const major = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return format.format(major as `${number}`);
}
