import { Readable } from "node:stream";
import { staffRequestContext } from "@/server/auth/request-contexts-of-headers";
import { dayInZone, isDomainError } from "@/server/kernel";
import { companyZone } from "./load-shell";

const statusOf: Readonly<Record<string, number>> = { forbidden: 403, unauthenticated: 401 };

type StaffContext = Awaited<ReturnType<typeof staffRequestContext>>;

/** A list as a file, written while it is read, so that its size does not matter. */
export const answerCsv = async (
  request: Request,
  name: string,
  write: (ctx: StaffContext, params: Readonly<Record<string, string>>) => AsyncIterable<string>,
): Promise<Response> => {
  try {
    const ctx = await staffRequestContext(request.headers);
    const parts = write(ctx, Object.fromEntries(new URL(request.url).searchParams));
    return new Response(Readable.toWeb(Readable.from(parts)) as ReadableStream, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}-${dayInZone(ctx.now, companyZone)}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return new Response(null, { status: statusOf[error.code] ?? 400 });
  }
};
