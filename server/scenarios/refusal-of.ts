import { isDomainError } from "@/server/kernel";

/** The code and the reason of a refusal; "none" where nothing was refused. */
export const refusalOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return "none";
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return `${error.code} ${error.reason}`;
  }
};
