import { DomainError } from "@/server/kernel";

const bodyMax = 64 * 1024;

export type FormFields = Readonly<Record<string, string>>;

/** The fields of a posted form, or of its JSON twin; a body that is neither, or too long, is refused. */
export const readForm = async (request: Request): Promise<FormFields> => {
  const text = await readBody(request);
  const isJson = (request.headers.get("content-type") ?? "").includes("application/json");
  return isJson ? readJson(text) : Object.fromEntries(new URLSearchParams(text));
};

export const readBody = async (request: Request): Promise<string> => {
  const text = await request.text();
  if (text.length <= bodyMax) return text;
  throw new DomainError("invalid_input", "request.too_long", "This is too long to be a checkout.");
};

const readJson = (text: string): FormFields => {
  const body = parseObject(text);
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
};

export const parseObject = (text: string): Record<string, unknown> => {
  const refuse = () =>
    new DomainError("invalid_input", "request.malformed", "This request cannot be read. Reload the page.");
  const body = parseJson(text, refuse);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw refuse();
  return body as Record<string, unknown>;
};

const parseJson = (text: string, refuse: () => DomainError): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse();
  }
};
