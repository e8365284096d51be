"use server";

import { headers } from "next/headers";
import { forbidden } from "next/navigation";
import { isSameOrigin } from "@/server/auth/check-origin";
import { staffContext } from "@/server/auth/request-context";
import { switchSingleKeys } from "@/server/people";

export async function switchKeys(isOn: boolean): Promise<void> {
  const ctx = await staffContext();
  if (!isSameOrigin(await headers())) forbidden();
  await switchSingleKeys(ctx, isOn === true);
}
