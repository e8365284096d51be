import { parseJson } from "../http/incoming";
import { json } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Route } from "../http/router";
import { scriptInput } from "./charge-script";
import type { Gateway } from "./gateway";

export function scriptRoutes({ script, apiKey }: Gateway): Route[] {
  const path = "/gateway/script";
  const waiting = () => json(200, { waiting: script.list() });
  return [
    {
      method: "GET",
      path,
      handle: (incoming) => {
        requireBearer(incoming, apiKey);
        return waiting();
      },
    },
    {
      method: "POST",
      path,
      handle: async (incoming) => {
        requireBearer(incoming, apiKey);
        script.add(parseJson(await incoming.text(), scriptInput));
        return waiting();
      },
    },
    {
      method: "DELETE",
      path,
      handle: (incoming) => {
        requireBearer(incoming, apiKey);
        script.clear();
        return waiting();
      },
    },
  ];
}
