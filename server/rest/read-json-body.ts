import { parseExactJson } from "@/server/kernel";
import { readBody } from "@/server/platform/read-body";
import { refuseRequest } from "./refuse-request";

export type ReadBody =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly answer: Response };

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
const no = (answer: Response): ReadBody => ({ ok: false, answer });

/** The JSON of a request with its numbers as they are written, or the answer to one that brings none. */
export const readJsonBody = async (request: Request, bytesMax: number): Promise<ReadBody> => {
  if (!jsonType.test(request.headers.get("content-type") ?? "")) return no(wrongType());
  const bytes = await readBody(request, bytesMax);
  if (bytes === null) return no(tooLarge(bytesMax));
  try {
    return { ok: true, json: parseExactJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    // The decoder throws the one for bytes that are no text, the parser the other.
    if (error instanceof TypeError || error instanceof SyntaxError) return no(noJson());
    throw error;
  }
};

const wrongType = (): Response =>
  refuseRequest(415, {
    code: "request.not_json",
    field: "Content-Type",
    message: "The content type is not application/json.",
    remedy: "Send JSON in UTF-8 with Content-Type: application/json.",
  });

const tooLarge = (bytesMax: number): Response =>
  refuseRequest(413, {
    code: "request.too_large",
    message: `The body is larger than ${bytesMax.toLocaleString("en")} bytes.`,
    remedy: "Send it in several requests.",
  });

const noJson = (): Response =>
  refuseRequest(400, {
    code: "request.malformed",
    field: "body",
    message: "The body is not JSON.",
    remedy: 'Send an object such as {"events":[…]}.',
  });
