import type { ServiceContext } from "@/server/platform";
import { type CodeRefusal, type CodeUse, judgeCode, narrowFirst, sayRefusal, unknownCode } from "./core";
import { countUses } from "./coupon-uses-store";
import { listCodes } from "./coupons-store";

export type CodesToJudge = Omit<CodeUse, "uses"> & {
  /** Null where nobody sells: then there are no codes. */
  readonly sellerId: string | null;
  readonly keys: readonly string[];
  /** The order that holds some of them already. */
  readonly orderId: string | null;
};

export type RefusedCode = { readonly key: string; readonly refusal: CodeRefusal; readonly message: string };

export type JudgedCodes = {
  /** In the order in which they are taken off. */
  readonly taken: readonly string[];
  readonly refused: readonly RefusedCode[];
};

/** Which of the codes somebody typed an order takes off, and why it does not take the others. */
export const judgeCodes = async (
  ctx: ServiceContext,
  { sellerId, keys, orderId, ...use }: CodesToJudge,
): Promise<JudgedCodes> => {
  const known = sellerId === null ? [] : await listCodes(ctx, sellerId, keys);
  const uses = await countUses(
    ctx,
    known.map(({ id }) => id),
    orderId,
  );
  const judged = keys.map((key) => {
    const terms = known.find((code) => code.key === key);
    const refusal = terms ? judgeCode(terms, { ...use, uses: uses.get(terms.id) ?? 0 }) : "unknown";
    return { key, refusal, message: refusal ? sayRefusal(refusal, terms ?? unknownCode(key)) : "" };
  });
  const taken = known.filter(({ key }) => judged.some((one) => one.key === key && one.refusal === null));
  const inOrder = keys.flatMap((key) => taken.find((code) => code.key === key) ?? []);
  return {
    taken: narrowFirst(inOrder).map(({ key }) => key),
    refused: judged.flatMap(({ key, refusal, message }) => (refusal ? [{ key, refusal, message }] : [])),
  };
};
