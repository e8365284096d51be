"use server";

import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { isSameOrigin } from "@/server/auth/check-origin";
import { isFoundingToken } from "@/server/auth/founding-link";
import { networkAddressOf } from "@/server/auth/network-address";
import { requestSignInCode } from "@/server/auth/request-sign-in-code";
import { openContext } from "@/server/auth/service-context";
import { signInHere } from "@/server/auth/sign-in-here";
import { DomainError } from "@/server/kernel";
import { foundCompany } from "@/server/operations";
import { type CompanyField, companyFields, type SetupState } from "./_components/setup-state";

const readValues = (form: FormData): Record<CompanyField, string> => {
  const textOf = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.slice(0, 400) : "";
  };
  return Object.fromEntries(companyFields.map((name) => [name, textOf(name)])) as Record<CompanyField, string>;
};

/** Founds the company and signs its administrator in, by the same kind of link that is mailed later. */
export async function makeCompany(token: string, _before: SetupState, form: FormData): Promise<SetupState> {
  const sent = await headers();
  if (!isSameOrigin(sent)) forbidden();
  if (!isFoundingToken(token)) notFound();
  const values = readValues(form);
  try {
    const founded = await foundCompany(await openContext(), values);
    if (!founded.ok) return { values, errors: founded.errors, refusal: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { values, errors: {}, refusal: error.message };
  }
  await signInHere("link", { token: await linkTokenOf(values.email.trim(), networkAddressOf(sent)) });
  redirect("/console");
}

const linkTokenOf = async (email: string, networkAddress: string): Promise<string> => {
  let token = "";
  const queueMail = async (_ctx: unknown, { link }: { readonly link: string }) => {
    token = new URL(link).searchParams.get("token") ?? "";
  };
  await requestSignInCode(await openContext(), { email, returnTo: null, networkAddress, queueMail });
  return token;
};
