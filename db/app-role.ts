import postgres from "postgres";

export const appRoleName = "perennial_app";

const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Makes sure the role that the app, worker and executor connect as exists with this password.
 * Where the server does not let us, the error carries the one line of SQL to run as its administrator.
 */
export const ensureAppRole = async (ownerUrl: string, password: string): Promise<void> => {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const [existing] = await client`select 1 from pg_roles where rolname = ${appRoleName}`;
  const statement = `${existing ? "alter" : "create"} role ${appRoleName} login password ${quoteLiteral(password)}`;
  try {
    await client.unsafe(statement);
  } catch (error) {
    if (await connects(withRole(ownerUrl, password))) return;
    throw new Error(
      `The database does not let us make the role the app connects as (${(error as Error).message}). Run this on it as an administrator, then start again: ${statement};`,
    );
  } finally {
    await client.end({ timeout: 5 });
  }
};

export const withRole = (ownerUrl: string, password: string): string => {
  const url = new URL(ownerUrl);
  url.username = appRoleName;
  url.password = encodeURIComponent(password);
  return url.toString();
};

const connects = async (url: string): Promise<boolean> => {
  const client = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
  try {
    await client`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await client.end({ timeout: 5 });
  }
};
