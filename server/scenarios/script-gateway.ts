import type { ScenarioCompany } from "./scenario-company";

/** What the gateway does with the next charge, for so many milliseconds where it is slow. */
export const scriptGateway = async (
  { simulators, gatewayApiKey }: ScenarioCompany,
  behavior: string,
  ms?: number,
): Promise<void> => {
  const response = await fetch(`${simulators.origin}/gateway/script`, {
    method: "POST",
    headers: { authorization: `Bearer ${gatewayApiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ next: [{ behavior, ...(ms ? { ms } : {}) }] }),
  });
  if (!response.ok) throw new Error(`The gateway takes no ${behavior}: it answered ${response.status}.`);
};
