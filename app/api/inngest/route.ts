import { serve } from "inngest/next";
import { functions } from "@/inngest";
import { inngest } from "@/inngest/client";

const handlers = serve({ client: inngest, functions });

type Handler = (request: Request, context: unknown) => Promise<Response>;

// Only a signed engine is answered here: the embedded one calls the worker, and unsigned calls could be anyone's.
const signedOnly =
  (handler: unknown): Handler =>
  (request, context) =>
    process.env.INNGEST_SIGNING_KEY
      ? (handler as Handler)(request, context)
      : Promise.resolve(new Response(null, { status: 404 }));

export const GET = signedOnly(handlers.GET);
export const POST = signedOnly(handlers.POST);
export const PUT = signedOnly(handlers.PUT);
