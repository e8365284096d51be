import { consoleSession } from "./console/session";
import { createCallerFactory, router } from "./init";
import { portalSession } from "./portal/session";

const portal = router({ session: portalSession });
const consoleRooms = router({ session: consoleSession });

export const appRouter = router({ portal, console: consoleRooms });

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
