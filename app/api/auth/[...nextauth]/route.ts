import { handlers } from "@/server/auth/auth";
import { refuseCrossOrigin } from "@/server/auth/check-origin";

export const GET = handlers.GET;

export const POST: typeof handlers.POST = async (request) => refuseCrossOrigin(request) ?? handlers.POST(request);
