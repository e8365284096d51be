import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { createAnswerOnce, keyedRequest } from "../http/answer-once";
import { type Incoming, parseJson } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Route } from "../http/router";
import { readTheme } from "../page/render-page";
import type { ProductBook, Workspace } from "./product-book";
import { createProductScript, type ProductScript, productScriptInput } from "./product-script";
import { workspacePage } from "./workspace-page";

export type Product = {
  readonly book: ProductBook;
  readonly apiKey: string;
  readonly appOrigin: string;
  readonly now: () => Date;
};

type Parts = Product & { readonly script: ProductScript; readonly answers: ReturnType<typeof createAnswerOnce> };

const workspaceInput = z.object({
  name: z.string().min(1).max(500),
  features: z.record(z.string().max(200), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  seats: z.int().min(0),
  version: z.int().min(0),
});

/** News may arrive late: an older version leaves a newer one alone. */
function nextWorkspace(known: Workspace | undefined, next: Workspace): Workspace {
  return known && known.version > next.version ? known : next;
}

async function putWorkspace(parts: Parts, incoming: Incoming): Promise<Reply> {
  const { book, answers, script, now } = parts;
  requireBearer(incoming, parts.apiKey);
  const account = incoming.params.account ?? "";
  const text = await incoming.text();
  const request = keyedRequest(incoming, `workspaces:${account}`, text);
  const input = parseJson(text, workspaceInput);
  const { delayMs, isDown } = script.take();
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
  if (isDown) throw new Refusal(503, "product_down", "The product is down.");

  const body = await answers.run(request, async () => {
    const next = { account, ...input, updated_at: now().toISOString() };
    const workspace = nextWorkspace(book.find("workspaces", account), next);
    await book.commit([
      { table: "workspaces", id: account, value: workspace },
      { table: "answers", id: request.key, value: { bodyHash: request.bodyHash, body: workspace } },
    ]);
    return workspace;
  });
  return json(200, body);
}

function findWorkspace(book: ProductBook, incoming: Incoming): Workspace {
  const workspace = book.find("workspaces", incoming.params.account ?? "");
  if (workspace) return workspace;
  throw new Refusal(404, "workspace_unknown", "This account has no workspace.");
}

function scriptRoutes({ apiKey, script }: Parts): Route[] {
  const path = "/product/script";
  const set = async (incoming: Incoming, read: () => Promise<Parameters<ProductScript["set"]>[0]>) => {
    requireBearer(incoming, apiKey);
    script.set(await read());
    return json(200, { script: script.show() });
  };
  return [
    {
      method: "POST",
      path,
      handle: (incoming) => set(incoming, async () => parseJson(await incoming.text(), productScriptInput)),
    },
    { method: "DELETE", path, handle: (incoming) => set(incoming, async () => null) },
  ];
}

export function productRoutes(product: Product): Route[] {
  const { book } = product;
  const answers = createAnswerOnce((key) => book.find("answers", key));
  const parts: Parts = { ...product, script: createProductScript(), answers };
  const workspacePath = "/product/workspaces/:account";
  return [
    { method: "PUT", path: workspacePath, handle: (incoming) => putWorkspace(parts, incoming) },
    { method: "GET", path: workspacePath, handle: (incoming) => json(200, findWorkspace(book, incoming)) },
    {
      method: "GET",
      path: `${workspacePath}/open`,
      handle: (incoming) =>
        workspacePage(book.find("workspaces", incoming.params.account ?? ""), {
          appOrigin: product.appOrigin,
          theme: readTheme(incoming.query.get("theme")),
        }),
    },
    {
      method: "GET",
      path: "/product/access",
      handle: async () => {
        await book.settled();
        return json(200, { workspaces: book.list("workspaces") });
      },
    },
    ...scriptRoutes(parts),
  ];
}
