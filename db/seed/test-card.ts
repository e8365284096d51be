// American Express prints four digits.
const codeOf = (number: string): string => (number.startsWith("3") ? "1234" : "123");

/** What the gateway's own card fields do in a browser: trade a test card for a token. */
export const tokenizeTestCard = async (simulatorsOrigin: string, number: string, holder: string): Promise<string> => {
  const response = await fetch(`${simulatorsOrigin}/gateway/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: simulatorsOrigin },
    body: JSON.stringify({ session: "", number, expiry: "12 / 30", code: codeOf(number), name: holder }),
  });
  const body = (await response.json()) as { token?: string; error?: { message?: string } };
  if (!body.token) throw new Error(`The gateway simulator took no card: ${body.error?.message ?? response.status}`);
  return body.token;
};

/** What a person does on the gateway's own pages: types the card and presses the button. */
export const typeOnHostedPage = async (url: string, number: string, holder: string): Promise<void> => {
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin },
    body: new URLSearchParams({ number, expiry: "12 / 30", code: codeOf(number), name: holder }),
  });
  if (response.status !== 303) throw new Error(`The gateway simulator's page took no card: ${response.status}`);
};
