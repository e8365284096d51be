const combiningMarks = /[\u0300-\u036f]/g;
const letters: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i" };

/** Small letters without accents, as the function `fold_text` of the database makes them. */
export const foldText = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(combiningMarks, "")
    .replaceAll(/[ßæœøłđðı]/g, (letter) => letters[letter] ?? letter);
