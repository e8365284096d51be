/**
 * The last address in the list is the one that whoever forwarded the request saw; those before it are claims. Where
 * nothing stands before the app, the list is the client's own word, and only the limits per e-mail address hold.
 */
export const networkAddressOf = (headers: Headers): string => {
  const addresses = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  return addresses.at(-1)?.slice(0, 64) || "unknown";
};
