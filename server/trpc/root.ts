import { consoleAccounts } from "./console/accounts";
import { consoleInvoices } from "./console/invoices";
import { consoleSession } from "./console/session";
import { router } from "./init";
import { portalAccount } from "./portal/account";
import { portalInvoices } from "./portal/invoices";
import { portalSession } from "./portal/session";

const portal = router({ account: portalAccount, invoices: portalInvoices, session: portalSession });
const consoleRooms = router({ accounts: consoleAccounts, invoices: consoleInvoices, session: consoleSession });

export const appRouter = router({ portal, console: consoleRooms });
