import { headers } from "next/headers";
import { forbidden } from "next/navigation";
import { isSameOrigin } from "@/server/auth/check-origin";
import { DomainError } from "@/server/kernel";

/** What a form is told when its verb refuses; null while there is nothing to tell. */
export type Refusal = { readonly message: string } | null;

/** Does the work of a form that was sent from a page of ours; a refusal comes back in words. */
export const orRefusal = async (work: () => Promise<void>): Promise<Refusal> => {
  if (!isSameOrigin(await headers())) forbidden();
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { message: error.message };
  }
};

export const fieldOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 200) : "";
};
