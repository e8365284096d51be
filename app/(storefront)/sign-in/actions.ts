"use server";

import type { Route } from "next";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { isSameOrigin } from "@/server/auth/check-origin";
import { chooseLanding, resendAfterSeconds, safeReturnTo } from "@/server/auth/core";
import { networkAddressOf } from "@/server/auth/network-address";
import { requestSignInCode } from "@/server/auth/request-sign-in-code";
import { openContext } from "@/server/auth/service-context";
import { signInHere } from "@/server/auth/sign-in-here";
import { isDemoSignInOn } from "@/server/auth/sign-in-with-demo-password";
import { DomainError } from "@/server/kernel";
import { queueSignInMail } from "@/server/notifications";
import { rememberEmail, rememberResend } from "./device-cookies";
import { type Problem, problems, signInUrl } from "./search-params";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

const fieldsOf = async (form: FormData) => {
  const sent = await headers();
  if (!isSameOrigin(sent)) forbidden();
  const returnTo = safeReturnTo(textOf(form, "next"));
  return { email: textOf(form, "email").trim(), returnTo, networkAddress: networkAddressOf(sent) };
};

/** A refusal as the next page's address tells it; anything else is not expected here. */
const toldOf = (error: unknown): { readonly error: Problem; readonly count: number } => {
  if (!(error instanceof DomainError)) throw error;
  const { reason, details } = error;
  const name = reason === "rate_limit.exceeded" ? "too_many" : reason.replace("sign_in.", "");
  const count = Number(details.triesLeft ?? details.seconds ?? 0);
  return { error: problems.find((problem) => problem === name) ?? "failed", count };
};

/** Mails a code, or signs in where a demo password was typed and sent with the Enter key. */
export async function sendCode(form: FormData): Promise<void> {
  if (isDemoSignInOn() && textOf(form, "password")) return signInWithPassword(form);
  const { email, returnTo, networkAddress } = await fieldsOf(form);
  let next = signInUrl({ step: "code", email, returnTo });
  try {
    await requestSignInCode(await openContext(), { email, returnTo, networkAddress, queueMail: queueSignInMail });
    await rememberEmail(email);
    await rememberResend(resendAfterSeconds);
  } catch (error) {
    const told = toldOf(error);
    if (told.error === "too_soon") await rememberResend(told.count);
    next = signInUrl({ step: told.error === "too_soon" ? "code" : "email", email, returnTo, ...told });
  }
  redirect(next as Route);
}

export async function signInWithCode(form: FormData): Promise<void> {
  const { email, returnTo } = await fieldsOf(form);
  let next: string;
  try {
    next = landingOf(await signInHere("code", { email, code: textOf(form, "code") }), returnTo);
  } catch (error) {
    next = signInUrl({ step: "code", email, returnTo, ...toldOf(error) });
  }
  redirect(next as Route);
}

export async function signInWithPassword(form: FormData): Promise<void> {
  const { email, returnTo } = await fieldsOf(form);
  let next: string;
  try {
    next = landingOf(await signInHere("demo-password", { email, password: textOf(form, "password") }), returnTo);
    await rememberEmail(email);
  } catch (error) {
    next = signInUrl({ email, returnTo, ...toldOf(error) });
  }
  redirect(next as Route);
}

export async function followLink(form: FormData): Promise<void> {
  const { returnTo } = await fieldsOf(form);
  const token = textOf(form, "token");
  let next: string;
  try {
    next = landingOf(await signInHere("link", { token }), returnTo);
  } catch (error) {
    const { error: problem, count } = toldOf(error);
    next =
      problem === "too_many"
        ? signInUrl({ returnTo, error: problem, count })
        : `/sign-in/link?${new URLSearchParams({ token })}`;
  }
  redirect(next as Route);
}

type Arrived = Awaited<ReturnType<typeof signInHere>>;

const landingOf = ({ staff, memberships }: Arrived, returnTo: string | null): string =>
  chooseLanding({ isStaff: staff !== null, isMember: memberships.length > 0, returnTo });
