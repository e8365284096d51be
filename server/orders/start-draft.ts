import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { DomainError, type OrderDraftId } from "@/server/kernel";
import { makeId, type ServiceContext } from "@/server/platform";
import { previewDraft } from "./judge-draft-codes";
import {
  findOrderOfDraft,
  getDraft,
  insertDraft,
  type StoredDraft,
  saveDraftContent,
  saveResumedToken,
} from "./orders-store";
import { verifyResumeToken } from "./resume-token";
import { type DraftContentInput, draftContent } from "./schemas";

const draftDays = 30;

const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Puts an order together that nobody has placed yet. Who holds the token may see it, change it and pay it. */
export const startDraft = async (
  ctx: ServiceContext,
  content: DraftContentInput,
): Promise<{ readonly draftId: OrderDraftId; readonly token: string }> => {
  const checked = draftContent.parse(content);
  await previewDraft(ctx, checked);
  const draftId = makeId("odr");
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(ctx.now.getTime() + draftDays * 86_400_000);
  await insertDraft(ctx, {
    id: draftId,
    tokenHash: hashOfToken(token),
    resumedTokenHash: null,
    content: checked,
    createdAt: ctx.now,
    expiresAt,
  });
  return { draftId, token };
};

/** The draft, for a browser that holds its token; anyone else learns nothing, not even that it exists. */
export const openDraft = async (ctx: ServiceContext, draftId: string, token: string | null): Promise<StoredDraft> => {
  const draft = await getDraft(ctx, draftId);
  const given = token === null ? null : hashOfToken(token);
  const hashes = [draft.tokenHash, draft.resumedTokenHash];
  if (given && hashes.some((hash) => hash !== null && isSameHash(given, hash))) return draft;
  throw new DomainError("not_found", "order_draft.not_found", "There is no such checkout.");
};

const isSameHash = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Gives the browser that followed a mailed link a token of its own, as long as the link lives. */
export const resumeDraft = async (ctx: ServiceContext, draftId: string, resumeToken: string): Promise<string> => {
  const order = await findOrderOfDraft(ctx, draftId);
  const isAlive = order?.resumableUntil && order.resumableUntil > new Date();
  if (!order || !verifyResumeToken(order.id, resumeToken) || !(isAlive || order.status === "completed")) {
    throw new DomainError(
      "not_found",
      "order_draft.link_expired",
      "This link has expired. Start again from the pricing page.",
    );
  }
  const token = randomBytes(24).toString("base64url");
  await saveResumedToken(ctx, draftId, hashOfToken(token));
  return token;
};

export const changeDraft = async (
  ctx: ServiceContext,
  draft: StoredDraft,
  content: DraftContentInput,
): Promise<void> => {
  const checked = draftContent.parse(content);
  await previewDraft(ctx, checked);
  await saveDraftContent(ctx, draft.id, checked);
};
