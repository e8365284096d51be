import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { withRole } from "@/db/app-role";

export type TestDatabase = {
  /** As the app's role, which owns nothing. */
  readonly url: string;
  readonly ownerUrl: string;
  readonly name: string;
  readonly drop: () => Promise<void>;
};

/** A database of its own, cloned from the migrated template, or from one that nobody is connected to. */
export const createTestDatabase = async (template = "template_migrated"): Promise<TestDatabase> => {
  const adminUrl = inject("postgresUrl");
  const name = `t_${randomBytes(6).toString("hex")}`;
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  await admin`create database ${admin(name)} template ${admin(template)}`;
  const owner = new URL(adminUrl);
  owner.pathname = `/${name}`;
  const ownerUrl = owner.toString();
  return {
    url: withRole(ownerUrl, "test"),
    ownerUrl,
    name,
    drop: async () => {
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end();
    },
  };
};
