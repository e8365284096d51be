import postgres from "postgres";
import { appRoleName, ensureAppRole, withRole } from "@/db/app-role";
import { grantAppRole, migrateDatabase } from "@/db/migrate";

type Preparation = {
  readonly ownerUrl: string;
  readonly appRolePassword: string;
  readonly say: (line: string) => void;
};

/** Migrates, makes the app's role and gives it its rights; answers with the address the app connects by. */
export const prepareDatabase = async ({ ownerUrl, appRolePassword, say }: Preparation): Promise<string> => {
  await checkServer(ownerUrl);
  const { applied } = await migrateDatabase(ownerUrl);
  if (applied > 0) say(`Database migrated: ${applied} ${applied === 1 ? "step" : "steps"}`);
  await ensureAppRole(ownerUrl, appRolePassword);
  await grantAppRole(ownerUrl, appRoleName);
  return withRole(ownerUrl, appRolePassword);
};

const checkServer = async (ownerUrl: string): Promise<void> => {
  const client = postgres(ownerUrl, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [row] = await client`select current_setting('server_version_num')::int as version`;
    if (Number(row?.version) < 150_000) throw new Error("PostgreSQL 15 or newer is needed; this server is older.");
  } finally {
    await client.end({ timeout: 5 });
  }
};

export const createDatabaseIfMissing = async (adminUrl: string, name: string): Promise<void> => {
  const client = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [existing] = await client`select 1 from pg_database where datname = ${name}`;
    if (!existing) await client`create database ${client(name)}`;
  } finally {
    await client.end({ timeout: 5 });
  }
};

export const dropDatabase = async (adminUrl: string, name: string): Promise<void> => {
  const client = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await client`drop database if exists ${client(name)} with (force)`;
  } finally {
    await client.end({ timeout: 5 });
  }
};
