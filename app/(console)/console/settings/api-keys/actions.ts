"use server";

import { revalidatePath } from "next/cache";
import { createApiKey } from "@/server/auth/create-api-key";
import { staffContext } from "@/server/auth/request-context";
import { revokeApiKey } from "@/server/auth/revoke-api-key";
import { fieldOf, orRefusal, type Refusal } from "../../_data/verb-action";
import type { Created } from "./_components/create-key-form";

const page = "/console/settings/api-keys";

export async function createKey(_before: Created, form: FormData): Promise<Created> {
  const ctx = await staffContext("api_keys:manage");
  let created: Created = null;
  const refusal = await orRefusal(async () => {
    const { key, secret } = await createApiKey(ctx, { name: fieldOf(form, "name") });
    created = { kind: "created", name: key.name, secret };
  });
  if (refusal) return { kind: "refused", message: refusal.message };
  revalidatePath(page);
  return created;
}

export async function revokeKey(_before: Refusal, form: FormData): Promise<Refusal> {
  const ctx = await staffContext("api_keys:manage");
  const refusal = await orRefusal(() => revokeApiKey(ctx, fieldOf(form, "key")));
  if (!refusal) revalidatePath(page);
  return refusal;
}
