const wellKnown = [
  "gmail.com",
  "googlemail.com",
  "outlook.com",
  "hotmail.com",
  "yahoo.com",
  "icloud.com",
  "live.com",
  "proton.me",
  "gmx.de",
  "web.de",
];
const endings = ["com", "net", "org", "de", "fr", "nl", "ie", "co.uk", "io", "jp", "example"];

/** Whether one letter put in, left out, replaced or swapped with its neighbour makes one word the other. */
function isOneSlipFrom(word: string, other: string): boolean {
  const shorter = Math.min(word.length, other.length);
  let start = 0;
  while (start < shorter && word[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && word.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [rest, otherRest] = [word, other].map((text) => text.slice(start, text.length - end));
  const isSwap = rest?.length === 2 && otherRest === `${rest[1]}${rest[0]}`;
  return isSwap || Math.max(rest?.length ?? 0, otherRest?.length ?? 0) === 1;
}

const nearest = (word: string, known: readonly string[]) =>
  known.includes(word) ? undefined : known.find((candidate) => isOneSlipFrom(word, candidate));

/** The address somebody probably meant, or null where what they wrote is as likely as others. */
export function suggestEmail(email: string): string | null {
  const [, name, domain] = /^([^@\s]+)@([^@\s]+)$/.exec(email.trim().toLowerCase()) ?? [];
  if (!name || !domain) return null;
  const meant = nearest(domain, wellKnown);
  if (meant) return `${name}@${meant}`;
  const dot = domain.indexOf(".");
  const ending = domain.slice(dot + 1);
  const meantEnding = dot > 0 && ending.length > 2 ? nearest(ending, endings) : undefined;
  return meantEnding ? `${name}@${domain.slice(0, dot)}.${meantEnding}` : null;
}
