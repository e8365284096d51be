import { brandOf, codeHint, digitsOf, groupNumber } from "./card-rules.js";

export const names = ["number", "expiry", "code", "name"].filter((name) => document.getElementById(name));
export const inputs = Object.fromEntries(names.map((name) => [name, document.getElementById(name)]));

const chip = document.getElementById("brand");
const hint = document.getElementById("code-hint");
const dots = "••••";
let kept = null;

/** The number stays here, in the gateway's own page, so that a declined card can be tried again as it stands. */
export function cardNumber() {
  return kept ?? inputs.number.value;
}

export function maskNumber() {
  kept = digitsOf(cardNumber());
  const { brand } = brandOf(kept);
  inputs.number.value =
    brand === "amex" ? `${dots} •••••• •${kept.slice(-4)}` : `${dots} ${dots} ${dots} ${kept.slice(-4)}`;
}

function showBrand() {
  const { label } = brandOf(cardNumber());
  chip.textContent = label;
  chip.hidden = label === "";
  hint.textContent = `${codeHint(cardNumber())} of your card`;
}

function digitsBefore(text, position) {
  return digitsOf(text.slice(0, position)).length;
}

function positionAfter(text, digitCount) {
  let position = 0;
  for (let seen = 0; seen < digitCount && position < text.length; position += 1) {
    if (/\d/.test(text[position])) seen += 1;
  }
  return position;
}

function rewrite(input, text) {
  if (input.value === text) return;
  const isAtEnd = input.selectionStart === input.value.length;
  const before = digitsBefore(input.value, input.selectionStart ?? 0);
  input.value = text;
  const position = isAtEnd ? text.length : positionAfter(text, before);
  if (document.activeElement === input) input.setSelectionRange(position, position);
}

function writeExpiry(event) {
  const { value } = inputs.expiry;
  const longYear = /^\s*(\d{1,2})\s*[/\-. ]\s*20(\d\d)\s*$/.exec(value);
  const isoMonth = /^\s*20(\d\d)-(\d\d)\s*$/.exec(value);
  if (longYear) return `${longYear[1].padStart(2, "0")} / ${longYear[2]}`;
  if (isoMonth) return `${isoMonth[2]} / ${isoMonth[1]}`;
  let digits = digitsOf(value);
  const endsMonth = /^\s*\d\s*[/\-.]/.test(value) || /^[2-9]/.test(digits);
  if (endsMonth) digits = `0${digits}`;
  digits = digits.slice(0, 4);
  const isDeletion = event.inputType?.startsWith("delete");
  if (digits.length < 2 || (digits.length === 2 && isDeletion)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

// Typing into the dots starts a new number: nobody can edit digits they cannot see.
inputs.number.addEventListener("beforeinput", () => {
  if (kept === null) return;
  kept = null;
  inputs.number.value = "";
  showBrand();
});

inputs.number.addEventListener("focus", () => {
  if (kept !== null) inputs.number.select();
});

inputs.number.addEventListener("input", () => {
  kept = null;
  rewrite(inputs.number, groupNumber(inputs.number.value));
  showBrand();
});

inputs.expiry.addEventListener("input", (event) => rewrite(inputs.expiry, writeExpiry(event)));

inputs.code.addEventListener("input", () => {
  const { codeLength } = brandOf(cardNumber());
  rewrite(inputs.code, digitsOf(inputs.code.value).slice(0, codeLength));
});
