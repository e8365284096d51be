import { cardNumber, inputs, maskNumber, names } from "./card-inputs.js";
import { brandOf, checkCard } from "./card-rules.js";

const form = document.getElementById("card");
const announcement = document.getElementById("announcement");
const { appOrigin, session, month, year } = form.dataset;
const today = { month: Number(month), year: Number(year) };

let isTokenizing = false;

function tell(message) {
  if (window.parent !== window) window.parent.postMessage(message, appOrigin);
}

function readCard() {
  const { expiry, code, name } = inputs;
  return { number: cardNumber(), expiry: expiry.value, code: code.value, name: name?.value };
}

function showProblem(field, message) {
  const input = inputs[field];
  const error = document.getElementById(`${field}-error`);
  error.hidden = message === null;
  error.querySelector("span").textContent = message ?? "";
  if (message === null) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  const described = [message === null ? "" : error.id, field === "code" ? "code-hint" : ""].filter(Boolean);
  if (described.length > 0) input.setAttribute("aria-describedby", described.join(" "));
  else input.removeAttribute("aria-describedby");
}

function showProblems(problems) {
  for (const name of names) showProblem(name, problems.find(({ field }) => field === name)?.message ?? null);
  announcement.textContent = problems.map(({ message }) => message).join(" ");
}

function refuse(problems) {
  showProblems(problems);
  inputs[problems[0].field]?.focus();
  tell({ type: "invalid", fields: problems });
}

async function askForToken(card) {
  const response = await fetch("/gateway/tokens", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ session, ...card }),
  });
  return { status: response.status, body: await response.json() };
}

async function tokenize() {
  const card = readCard();
  const problems = checkCard(card, today);
  if (problems.length > 0) return refuse(problems);
  showProblems([]);
  const { status, body } = await askForToken(card);
  if (status === 422 && body.error.fields) return refuse(body.error.fields);
  if (status !== 201) throw new Error(`status ${status}`);
  maskNumber();
  const { token, brand, last4, exp_month: expMonth, exp_year: expYear, holder } = body;
  tell({ type: "token", token, brand, last4, expMonth, expYear, holder });
}

async function tokenizeOnce() {
  if (isTokenizing) return;
  isTokenizing = true;
  form.setAttribute("aria-busy", "true");
  try {
    await tokenize();
  } catch {
    const message = "Your card could not be checked. You have not been charged. Try again.";
    refuse([{ field: "number", message }]);
  } finally {
    isTokenizing = false;
    form.removeAttribute("aria-busy");
  }
}

function showRefusal({ field, message }) {
  const name = names.includes(field) ? field : "number";
  showProblem(name, message);
  announcement.textContent = message;
  // A code the bank has refused is of no use any more; everything else may still be right.
  if (name === "code") inputs.code.value = "";
  inputs[name].focus();
}

function setDisabled(isDisabled) {
  for (const name of names) inputs[name].disabled = isDisabled;
}

const commands = {
  tokenize: () => void tokenizeOnce(),
  theme: ({ theme }) => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  },
  focus: ({ field }) => (inputs[field] ?? inputs.number).focus(),
  "show-error": showRefusal,
  enable: () => setDisabled(false),
  disable: () => setDisabled(true),
};

window.addEventListener("message", ({ origin, source, data }) => {
  if (origin !== appOrigin || source !== window.parent) return;
  if (typeof data === "object" && data !== null && Object.hasOwn(commands, data.type)) commands[data.type](data);
});

function recheck(name) {
  const problem = checkCard(readCard(), today).find(({ field }) => field === name);
  showProblem(name, problem?.message ?? null);
  return problem;
}

for (const name of names) {
  const input = inputs[name];
  input.addEventListener("input", () => {
    if (input.getAttribute("aria-invalid") === "true") recheck(name);
    const complete = checkCard(readCard(), today).length === 0;
    tell({ type: "change", complete, brand: brandOf(cardNumber()).brand });
  });
  // An empty field is left in peace until the payment is sent.
  input.addEventListener("blur", () => {
    if (input.value === "" || name === "name" || input.getAttribute("aria-invalid") === "true") return;
    announcement.textContent = recheck(name)?.message ?? "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    tell({ type: "submit" });
  });
}

form.addEventListener("submit", (event) => event.preventDefault());

new ResizeObserver(() => {
  tell({ type: "height", px: Math.ceil(document.body.getBoundingClientRect().height) });
}).observe(document.body);

tell({ type: "ready" });
