import { DomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { readCode } from "@/server/promotions/core";
import { judgeDraftCodes } from "./judge-draft-codes";
import { findOrderOfDraft, type StoredDraft, saveDraftContent } from "./orders-store";
import { codesMax, type DraftContent } from "./schemas";

export type TypedCode = { readonly code: string; readonly isKnownCustomer: boolean };

/** Takes a promotion code off a checkout, or says why not. Applied twice it counts once. */
export const applyCode = async (ctx: ServiceContext, draft: StoredDraft, typed: TypedCode): Promise<void> => {
  const key = readCode(typed.code);
  const { codes = [] } = draft.content;
  if (codes.includes(key)) return;
  const message = await refusalOf(ctx, draft, { ...typed, code: key });
  if (message !== null) throw new DomainError("invalid_input", "coupon.refused", message, { field: "code" });
  await saveCodes(ctx, draft, [...codes, key]);
};

/** Why a checkout would not take a code; null where it would. */
export const refusalOf = async (
  ctx: ServiceContext,
  { id, content }: StoredDraft,
  { code, isKnownCustomer }: TypedCode,
): Promise<string | null> => {
  const key = readCode(code).slice(0, 40);
  if (key === "" || key.includes("\u0000")) return "Enter a code.";
  if ((content.codes ?? []).length >= codesMax) return "Three codes are the most. Remove one first.";
  const order = await findOrderOfDraft(ctx, id);
  const judged = await judgeDraftCodes(
    ctx,
    { ...content, codes: [key] },
    { orderId: order?.id ?? null, isKnownCustomer },
  );
  return judged.refused[0]?.message ?? null;
};

/** Leaves a code out of a checkout. One that is not in it is left out already. */
export const removeCode = (ctx: ServiceContext, draft: StoredDraft, code: string): Promise<void> =>
  saveCodes(
    ctx,
    draft,
    (draft.content.codes ?? []).filter((key) => key !== readCode(code)),
  );

const saveCodes = (ctx: ServiceContext, { id, content }: StoredDraft, codes: readonly string[]): Promise<void> => {
  const changed: DraftContent = { ...content, codes: [...codes] };
  return saveDraftContent(ctx, id, changed);
};
