import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { readAccountChoice } from "@/server/auth/account-cookie";
import { staffActor, subscriberActor } from "@/server/auth/request-actor";
import { logFailure } from "@/server/platform/log-failure";
import type { CallContext } from "./context";
import { describeFailure, isOurFault, toTrpcError } from "./describe-failure";

const t = initTRPC.context<CallContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error, ctx, path }) => {
    const { code, httpStatus } = shape.data;
    const requestId = ctx?.requestId ?? null;
    const { message, reason, details } = describeFailure(error, requestId);
    return { code: shape.code, message, data: { code, httpStatus, path: path ?? null, reason, details, requestId } };
  },
});

export const router = t.router;

/** The one place where what verbs refuse becomes what tRPC answers. */
const answering = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const error = toTrpcError(result.error);
  if (isOurFault(error)) logFailure({ path, requestId: ctx.requestId, error: error.cause ?? error });
  throw error;
});

/** For everyone, signed in or not. */
export const storefrontProcedure = answering;

/** For a user acting for one of their accounts. */
export const portalProcedure = answering.use(async ({ ctx, next }) =>
  next({ ctx: { actor: subscriberActor(await ctx.findCaller(), readAccountChoice(ctx.headers)) } }),
);

/** For staff; what a member of staff may do there is checked in the verb. */
export const consoleProcedure = answering.use(async ({ ctx, next }) =>
  next({ ctx: { actor: staffActor(await ctx.findCaller()) } }),
);
