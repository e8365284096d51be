import { cookies } from "next/headers";
import { accountChoiceCookie } from "@/server/auth/account-cookie";
import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { safeReturnTo } from "@/server/auth/core";
import { readBody } from "@/server/platform/read-body";

const bodyBytesMax = 10_000;
const idLengthMax = 64;

/** The company switcher posts here: the choice is a wish of this browser, and counts for the user's own accounts only. */
export async function POST(request: Request): Promise<Response> {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const body = await readBody(request, bodyBytesMax);
  const form = new URLSearchParams(Buffer.from(body ?? []).toString());
  const accountId = form.get("accountId")?.slice(0, idLengthMax);
  if (!accountId) return new Response(null, { status: 400 });
  (await cookies()).set(accountChoiceCookie(accountId));
  return new Response(null, { status: 303, headers: { location: safeReturnTo(form.get("returnTo")) ?? "/account" } });
}
