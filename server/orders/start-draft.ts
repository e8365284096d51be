import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { DomainError, type OrderDraftId } from "@/server/kernel";
import { makeId, type ServiceContext } from "@/server/platform";
import { getDraft, insertDraft, type StoredDraft, saveDraftContent } from "./orders-store";
import { previewOrder, toOrderDraft } from "./preview-order";
import { type DraftContent, draftContent } from "./schemas";

const draftDays = 30;

const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Puts an order together that nobody has placed yet. Who holds the token may see it, change it and pay it. */
export const startDraft = async (
  ctx: ServiceContext,
  content: DraftContent,
): Promise<{ readonly draftId: OrderDraftId; readonly token: string }> => {
  const checked = draftContent.parse(content);
  await previewOrder(ctx, toOrderDraft(checked));
  const draftId = makeId("odr");
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(ctx.now.getTime() + draftDays * 86_400_000);
  await insertDraft(ctx, {
    id: draftId,
    tokenHash: hashOfToken(token),
    content: checked,
    createdAt: ctx.now,
    expiresAt,
  });
  return { draftId, token };
};

/** The draft, for a browser that holds its token; anyone else learns nothing, not even that it exists. */
export const openDraft = async (ctx: ServiceContext, draftId: string, token: string | null): Promise<StoredDraft> => {
  const draft = await getDraft(ctx, draftId);
  if (token && isSameHash(hashOfToken(token), draft.tokenHash)) return draft;
  throw new DomainError("not_found", "order_draft.not_found", "There is no such checkout.");
};

const isSameHash = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

export const changeDraft = async (ctx: ServiceContext, draft: StoredDraft, content: DraftContent): Promise<void> => {
  const checked = draftContent.parse(content);
  await previewOrder(ctx, toOrderDraft(checked));
  await saveDraftContent(ctx, draft.id, checked);
};
