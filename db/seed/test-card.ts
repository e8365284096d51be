/** What the gateway's own card fields do in a browser: trade a test card for a token. */
export const tokenizeTestCard = async (simulatorsOrigin: string, number: string, holder: string): Promise<string> => {
  const response = await fetch(`${simulatorsOrigin}/gateway/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: simulatorsOrigin },
    body: JSON.stringify({ session: "", number, expiry: "12 / 30", code: "123", name: holder }),
  });
  const body = (await response.json()) as { token?: string; error?: { message?: string } };
  if (!body.token) throw new Error(`The gateway simulator took no card: ${body.error?.message ?? response.status}`);
  return body.token;
};
