import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { apiKeys } from "@/db/schema/auth";
import { registerStaff } from "@/server/people";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./list-api-keys";
import { openTestEntrance, type TestEntrance } from "./open-test-entrance";
import { revokeApiKey } from "./revoke-api-key";

let entrance: TestEntrance;
let admin: ServiceContext;

const staffOf = async (name: string, role: StaffRole): Promise<ServiceContext> => {
  const person = { email: `${role}@alderpost.example`, name, role, title: role };
  const { id } = await registerStaff({ ...entrance.ctx, actor: { kind: "system", job: "test" } }, person);
  const actor = { kind: "staff", userId: id, name, ...authorityOf(role) } as const;
  return { ...entrance.ctx, actor };
};

beforeAll(async () => {
  entrance = await openTestEntrance();
  admin = await staffOf("Omar Haddad", "platform_admin");
});
afterAll(() => entrance.close());

describe("API keys", () => {
  it("are shown once, kept as a hash, and listed by their beginning and who made them", async () => {
    const { key, secret } = await createApiKey(admin, { name: "  The product " });
    expect(secret).toMatch(/^prn_[\w-]{43}$/);
    const [listed] = await listApiKeys(admin);
    expect(listed).toMatchObject({
      ...{ id: key.id, name: "The product", prefix: secret.slice(0, 12), creatorName: "Omar Haddad" },
      ...{ lastUsedAt: null, revokedAt: null },
    });
    expect(JSON.stringify(await entrance.db.select().from(apiKeys))).not.toContain(secret);
    expect(JSON.stringify(await entrance.db.select().from(auditEntries))).not.toContain(secret);
    const again = await createApiKey(admin, { name: "The product" });
    expect(again.secret).not.toBe(secret);
  });

  it("want a name that says what they are for", async () => {
    for (const name of ["", "   ", "x".repeat(61)]) {
      await expect(createApiKey(admin, { name })).rejects.toMatchObject({ reason: "api_key.no_name" });
    }
  });

  it("end once, with an audit row of who ended them", async () => {
    const { key } = await createApiKey(admin, { name: "Ended" });
    await revokeApiKey(admin, key.id);
    const listed = (await listApiKeys(admin)).find(({ id }) => id === key.id);
    expect(listed?.revokedAt).toBeInstanceOf(Date);
    await expect(revokeApiKey(admin, key.id)).rejects.toMatchObject({ reason: "api_key.not_found" });
    await expect(revokeApiKey(admin, "key_nobody")).rejects.toMatchObject({ reason: "api_key.not_found" });
    const rows = (await entrance.db.select().from(auditEntries)).filter(({ subjectIds }) =>
      subjectIds.includes(key.id),
    );
    expect(rows.map(({ action }) => action)).toEqual(["auth:create_api_key", "auth:revoke_api_key"]);
  });

  it("are made and ended by platform admins, read by auditors, and are nothing to others", async () => {
    const auditor = await staffOf("Beth Kline", "auditor");
    const { key } = await createApiKey(admin, { name: "Kept" });
    expect(await listApiKeys(auditor)).not.toHaveLength(0);
    await expect(createApiKey(auditor, { name: "No" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeApiKey(auditor, key.id)).rejects.toMatchObject({ code: "forbidden" });
    const support = await staffOf("Sam Whitlock", "support_agent");
    await expect(listApiKeys(support)).rejects.toMatchObject({ code: "forbidden" });
    const asKey: ServiceContext = {
      ...admin,
      actor: { kind: "api_key", keyId: key.id, permissions: ["usage:record"] },
    };
    await expect(createApiKey(asKey, { name: "No" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
