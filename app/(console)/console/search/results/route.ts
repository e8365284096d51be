import { staffRequestContext } from "@/server/auth/request-contexts-of-headers";
import { dayInZone, isDomainError } from "@/server/kernel";
import { search } from "@/server/search";
import { companyZone } from "../../_data/load-shell";
import { viewSearch } from "../_data/view-search";

const statusOf: Readonly<Record<string, number>> = { forbidden: 403, unauthenticated: 401 };

/** What the palette shows while somebody types. */
export const GET = async (request: Request): Promise<Response> => {
  try {
    const ctx = await staffRequestContext(request.headers);
    const text = new URL(request.url).searchParams.get("q") ?? "";
    const result = await search(ctx, { text, limit: 5, zone: companyZone });
    return Response.json(await viewSearch(result, dayInZone(ctx.now, companyZone)), {
      headers: { "cache-control": "private, no-store" },
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return new Response(null, { status: statusOf[error.code] ?? 400 });
  }
};
