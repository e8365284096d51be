const base = "http://same.invalid";
const lengthMax = 2_000;
const neverReturnedTo = /^\/(api|sign-in|_next)(\/|$)/;

/** A path of this site with its query, or null: what arrives in an address may point anywhere. */
export const safeReturnTo = (text: string | null | undefined): string | null => {
  if (!text?.startsWith("/") || text.length > lengthMax || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  // Dot segments and backslashes are gone now; what is left may still be another host written without its scheme.
  if (url.origin !== base || url.pathname.startsWith("//") || neverReturnedTo.test(url.pathname)) return null;
  if (url.searchParams.has("_rsc")) url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}${url.hash}`;
};

export const signInPath = (returnTo: string | null): string => {
  const safe = safeReturnTo(returnTo);
  return safe ? `/sign-in?${new URLSearchParams({ returnTo: safe })}` : "/sign-in";
};
