import { connectDatabase, type Database } from "@/db/client";
import { createTestDatabase } from "@/scripts/test-database";
import type { ServiceContext } from "@/server/platform";
import type { SignInMail } from "./sign-in-mail";
import { setTestEnvironment } from "./test-environment";

export type TestEntrance = {
  readonly db: Database;
  readonly ctx: ServiceContext;
  readonly mails: SignInMail[];
  readonly queueMail: (ctx: ServiceContext, mail: SignInMail) => Promise<void>;
  /** From a network address of its own each time, so that tests do not use up each other's tries. */
  readonly caller: () => { readonly networkAddress: string; readonly replaces: null };
  readonly close: () => Promise<void>;
};

/** A database of its own, and a mail port that keeps what it is given. */
export const openTestEntrance = async (more: Readonly<Record<string, string>> = {}): Promise<TestEntrance> => {
  const database = await createTestDatabase();
  setTestEnvironment(database.url, more);
  const { db, close } = connectDatabase(database.url, { poolSize: 20 });
  const mails: SignInMail[] = [];
  let callers = 0;
  return {
    db,
    ctx: { actor: { kind: "shopper", draftId: null }, now: new Date(), requestId: "test", db },
    mails,
    queueMail: async (_ctx, mail) => void mails.push(mail),
    caller: () => {
      callers += 1;
      return { networkAddress: `10.0.0.${callers}`, replaces: null };
    },
    close: async () => {
      await close();
      await database.drop();
    },
  };
};
