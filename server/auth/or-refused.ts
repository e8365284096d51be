import type { Route } from "next";
import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { DomainError } from "@/server/kernel";
import { signInPath } from "./core";

/**
 * Does a page's work and answers a refusal as a page: to signing in and back, with what is needed and who gives it,
 * or as if there were nothing. Not for route handlers that change something: those answer in their own words.
 */
export const orRefused = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "unauthenticated") redirect(signInPath(await requestedPath()) as Route);
    if (error.code === "forbidden") forbidden();
    if (error.code === "not_found") notFound();
    throw error;
  }
};

const requestedPath = async (): Promise<string | null> => (await headers()).get("x-request-path");
