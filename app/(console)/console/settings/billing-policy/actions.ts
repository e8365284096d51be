"use server";

import { revalidatePath } from "next/cache";
import { formatMoney } from "@/components/billing/format-money";
import policyWords from "@/messages/en/policy.json";
import { staffContext } from "@/server/auth/request-context";
import { DomainError } from "@/server/kernel";
import { choosePolicyOptions } from "@/server/subscriptions";
import { readChoices } from "@/server/subscriptions/core";
import { type ChangedOption, type PreviewedPolicy, previewPolicy } from "@/server/support";
import type { PreviewState, PreviewTable } from "../../_components/previewed-form";
import { fieldOf, orRefusal } from "../../_data/verb-action";

const words = policyWords.choose;

const wordsOf = ({ option, from, to }: ChangedOption): string => {
  const { label, values } = policyWords.options[option];
  const written = (value: string): string => new Map<string, string>(Object.entries(values)).get(value) ?? value;
  return words.change.replace("{option}", label).replace("{to}", written(to)).replace("{from}", written(from));
};

const toTables = ({ changes, standing, chosen, currency }: PreviewedPolicy): PreviewTable[] => [
  { title: words.changes, columns: [], rows: changes.map((change) => ({ term: wordsOf(change), figures: [] })) },
  {
    title: words.example,
    columns: [words.until, words.fromNow],
    rows: chosen.map(({ situation, minor }, at) => ({
      term: policyWords.example.situations[situation],
      figures: [formatMoney(standing[at]?.minor ?? minor, currency), formatMoney(minor, currency)],
    })),
  },
];

/** Shows what would change and what an example comes to, or sells by it from now on. */
export async function choosePolicy(_before: PreviewState, form: FormData): Promise<PreviewState> {
  const ctx = await staffContext("policies:choose");
  let state: PreviewState = { kind: "done" };
  const refusal = await orRefusal(async () => {
    const sellerId = fieldOf(form, "seller");
    const choices = readChoices((option) => fieldOf(form, option));
    if (fieldOf(form, "step") === "preview") {
      const previewed = await previewPolicy(ctx, { sellerId, choices });
      if (previewed.changes.length === 0) throw new DomainError("invalid_input", "policy.same", words.same);
      state = { kind: "preview", tables: toTables(previewed) };
      return;
    }
    await choosePolicyOptions(ctx, { sellerId, choices, insteadOf: Number(fieldOf(form, "insteadOf")) });
    revalidatePath("/console/settings/billing-policy");
  });
  return refusal ? { kind: "refused", message: refusal.message } : state;
}
