export type SellerPlace = { name: string; city: string };

/** `Dublin 2` of `Dublin 2, D02 F206`: the postcode belongs on letters. */
export const cityWithoutPostcode = (city: string) => city.split(",")[0] ?? city;

export function SellerLine({ seller }: { seller: SellerPlace }) {
  return <p>{`${seller.name}, ${cityWithoutPostcode(seller.city)}`}</p>;
}
