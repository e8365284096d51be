import { cookies } from "next/headers";
import { accountChoiceCookie } from "@/server/auth/account-cookie";
import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { safeReturnTo } from "@/server/auth/core";

const textOf = (value: FormDataEntryValue | null): string => (typeof value === "string" ? value : "");

/** The company switcher posts here: the choice is a wish of this browser, and counts for the user's own accounts only. */
export async function POST(request: Request): Promise<Response> {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const form = await request.formData();
  (await cookies()).set(accountChoiceCookie(textOf(form.get("accountId")).slice(0, 64)));
  const location = safeReturnTo(textOf(form.get("returnTo"))) ?? "/account";
  return new Response(null, { status: 303, headers: { location } });
}
