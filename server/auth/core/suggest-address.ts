const domains = ["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "proton.me"];
const distanceMax = 2;

/** What was probably meant by `mina@gmial.con`; null when nothing near is known, or nothing is wrong. */
export const suggestAddress = (email: string): string | null => {
  const at = email.lastIndexOf("@");
  if (at < 1) return null;
  const domain = email.slice(at + 1).toLowerCase();
  if (domains.includes(domain)) return null;
  const [nearest] = domains
    .map((known) => ({ known, distance: distanceBetween(domain, known) }))
    .filter(({ distance }) => distance <= distanceMax)
    .sort((a, b) => a.distance - b.distance);
  return nearest ? `${email.slice(0, at)}@${nearest.known}` : null;
};

/** How many letters must be added, taken away or changed to get from one word to the other. */
const distanceBetween = (from: string, to: string): number => {
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const added = (last[column + 1] ?? 0) + 1;
      const removed = (current[column] ?? 0) + 1;
      const changed = (last[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(added, removed, changed));
    }
    last = current;
  }
  return last[to.length] ?? 0;
};
