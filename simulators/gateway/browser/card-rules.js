const brands = [
  { brand: "visa", label: "Visa", prefix: /^4/, lengths: [13, 16, 19], codeLength: 3, groups: [4, 4, 4, 4, 3] },
  {
    brand: "mastercard",
    label: "Mastercard",
    prefix: /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/,
    lengths: [16],
    codeLength: 3,
    groups: [4, 4, 4, 4],
  },
  { brand: "amex", label: "Amex", prefix: /^3[47]/, lengths: [15], codeLength: 4, groups: [4, 6, 5] },
];
const unknown = { brand: "unknown", label: "", prefix: /^/, lengths: [16], codeLength: 3, groups: [4, 4, 4, 4, 3] };

export function digitsOf(text) {
  return text.replace(/\D/g, "");
}

export function brandOf(number) {
  return brands.find(({ prefix }) => prefix.test(digitsOf(number))) ?? unknown;
}

export function groupNumber(number) {
  const { groups, lengths } = brandOf(number);
  let rest = digitsOf(number).slice(0, Math.max(...lengths));
  const parts = [];
  for (const size of groups) {
    if (rest === "") break;
    parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return parts.join(" ");
}

/** "1230", "12/30", "12 / 2030" and "2030-12" are all December 2030. */
export function readExpiry(text) {
  const isoMonth = /^\s*(20\d\d)-(\d\d)\s*$/.exec(text);
  if (isoMonth) return { month: Number(isoMonth[2]), year: Number(isoMonth[1]) };
  const parts = /^\s*(\d{1,2})\s*[/\-. ]\s*(?:20)?(\d\d)\s*$/.exec(text) ?? /^\s*(\d\d)(?:20)?(\d\d)\s*$/.exec(text);
  return parts ? { month: Number(parts[1]), year: 2000 + Number(parts[2]) } : null;
}

export function hasRightCheckDigit(number) {
  const digits = [...digitsOf(number)].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit : digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length > 0 && sum % 10 === 0;
}

export function codeHint(number) {
  return brandOf(number).codeLength === 4 ? "the 4 digits on the front" : "the 3 digits on the back";
}

function checkNumber(number) {
  const digits = digitsOf(number);
  if (digits === "") return "Enter your card number.";
  const { lengths } = brandOf(digits);
  if (digits.length < Math.min(...lengths)) return "This card number is too short. Compare it with your card.";
  if (!lengths.includes(digits.length) || !hasRightCheckDigit(digits)) {
    return "One digit of this card number is not right. Compare it with your card.";
  }
  return null;
}

function checkExpiry(text, today) {
  if (text.trim() === "") return "Enter the expiry date as on your card: MM / YY.";
  const expiry = readExpiry(text);
  if (!expiry) return "Enter the expiry date as month and year, such as 04 / 29.";
  if (expiry.month < 1 || expiry.month > 12) return "The month of the expiry date goes from 01 to 12.";
  const isPast = expiry.year < today.year || (expiry.year === today.year && expiry.month < today.month);
  if (isPast) return "This card has expired. Check the date or use another card.";
  if (expiry.year > today.year + 20) return "This date is too far ahead. Compare it with your card.";
  return null;
}

function checkCode(code, number) {
  const isRight = /^\d+$/.test(code.trim()) && code.trim().length === brandOf(number).codeLength;
  return isRight ? null : `Enter the security code, ${codeHint(number)} of your card.`;
}

function checkName(name) {
  return name?.trim() === "" ? "Enter the name on your card." : null;
}

/** The fields of a card that need another look, in the order in which they stand on the page. */
export function checkCard(card, today) {
  const messages = [
    ["number", checkNumber(card.number)],
    ["expiry", checkExpiry(card.expiry, today)],
    ["code", checkCode(card.code, card.number)],
    ["name", checkName(card.name)],
  ];
  return messages.filter(([, message]) => message !== null).map(([field, message]) => ({ field, message }));
}
