import { type Inngest, NonRetriableError, RetryAfterError } from "inngest";
import type { Effects } from "./engine-test-effects";

interface CaseEvent {
  data: { caseId: string; failures?: number; key?: string; n?: number; ms?: number };
}

const caseOf = (event: unknown) => (event as CaseEvent).data;

async function failuresSoFar(effects: Effects, caseId: string, name: string): Promise<number> {
  return (await effects.list(caseId)).filter((effect) => effect.name === name).length;
}

function memoizedFunction(client: Inngest, effects: Effects) {
  return client.createFunction(
    { id: "memoized", retries: 0, triggers: [{ event: "engine/memoized", if: "event.data.n > 1" }] },
    async ({ event, step, runId }) => {
      const { caseId, n = 0 } = caseOf(event);
      const first = await step.run("first", async () => {
        await effects.record({ caseId, name: "first", runId });
        return n * 2;
      });
      const second = await step.run("second", async () => {
        await effects.record({ caseId, name: "second", runId, detail: first });
        return first + 1;
      });
      await step.run("repeated", () => effects.record({ caseId, name: "repeated", runId }).then(() => null));
      await step.run("repeated", () => effects.record({ caseId, name: "repeated", runId }).then(() => null));
      return { second, id: event.id };
    },
  );
}

function retryingFunctions(client: Inngest, effects: Effects) {
  const flaky = client.createFunction(
    { id: "flaky", retries: 3, triggers: [{ event: "engine/flaky" }] },
    async ({ event, step, runId, attempt }) => {
      const { caseId, failures = 0 } = caseOf(event);
      await step.run("before", () => effects.record({ caseId, name: "before", runId }).then(() => null));
      await step.run("flaky", async () => {
        const before = await failuresSoFar(effects, caseId, "flaky");
        await effects.record({ caseId, name: "flaky", runId, attempt });
        if (before < failures) throw new Error("not yet");
      });
      return "in the end";
    },
  );
  const later = client.createFunction(
    { id: "later", retries: 2, triggers: [{ event: "engine/later" }] },
    async ({ event, step, runId, attempt }) => {
      const { caseId } = caseOf(event);
      await step.run("later", async () => {
        const before = await failuresSoFar(effects, caseId, "later");
        await effects.record({ caseId, name: "later", runId, attempt });
        if (before === 0) throw new RetryAfterError("come back", 1_500);
      });
    },
  );
  const outside = client.createFunction(
    { id: "outside", retries: 1, triggers: [{ event: "engine/outside" }] },
    async ({ event, runId, attempt }) => {
      await effects.record({ caseId: caseOf(event).caseId, name: "outside", runId, attempt });
      throw new TypeError("thrown outside a step");
    },
  );
  return [flaky, later, outside];
}

function failingFunctions(client: Inngest, effects: Effects) {
  const noteFailure = async ({ event, error }: { event: { data: { event: unknown } }; error: Error }) => {
    const original = event.data.event as CaseEvent & { id: string };
    const detail = { error: error.message, key: original.data.key };
    await effects.record({ caseId: original.data.caseId, name: "on failure", detail });
  };
  const hopeless = client.createFunction(
    { id: "hopeless", retries: 4, onFailure: noteFailure, triggers: [{ event: "engine/hopeless" }] },
    async ({ event, step, runId, attempt }) => {
      await step.run("hopeless", async () => {
        await effects.record({ caseId: caseOf(event).caseId, name: "hopeless", runId, attempt });
        throw new NonRetriableError("no hope");
      });
    },
  );
  const exhausted = client.createFunction(
    { id: "exhausted", retries: 1, onFailure: noteFailure, triggers: [{ event: "engine/exhausted" }] },
    async ({ event, step, runId, attempt }) => {
      await step.run("exhausted", async () => {
        await effects.record({ caseId: caseOf(event).caseId, name: "exhausted", runId, attempt });
        throw new Error("still broken");
      });
    },
  );
  const caught = client.createFunction(
    { id: "caught", retries: 0, triggers: [{ event: "engine/caught" }] },
    async ({ event, step }) => {
      const fail = () => {
        throw new Error("expected");
      };
      const message = await step.run("fails", fail).catch((error: Error) => error.message);
      const { caseId } = caseOf(event);
      await step.run("goes on", () => effects.record({ caseId, name: "went on", detail: message }).then(() => null));
      return message;
    },
  );
  const sleeping = client.createFunction(
    { id: "sleeping", retries: 4, onFailure: noteFailure, triggers: [{ event: "engine/sleeping" }] },
    async ({ event, step, attempt }) => {
      await effects.record({ caseId: caseOf(event).caseId, name: "began", attempt });
      await step.sleep("nap", "1s");
    },
  );
  return [hopeless, exhausted, caught, sleeping];
}

function sendingFunctions(client: Inngest, effects: Effects) {
  const sender = client.createFunction(
    { id: "sender", retries: 0, triggers: [{ event: "engine/send" }] },
    async ({ event, step }) => {
      const { caseId } = caseOf(event);
      return step.sendEvent("tell", [
        { name: "engine/sent", data: { caseId, n: 1 } },
        { name: "engine/sent", data: { caseId, n: 2 } },
      ]);
    },
  );
  const receiver = client.createFunction(
    { id: "receiver", retries: 0, triggers: [{ event: "engine/sent" }] },
    async ({ event }) => {
      const { caseId, n } = caseOf(event);
      await effects.record({ caseId, name: "received", detail: n });
    },
  );
  return [sender, receiver];
}

function loadFunctions(client: Inngest, effects: Effects) {
  const parallel = client.createFunction(
    { id: "parallel", retries: 0, triggers: [{ event: "engine/parallel" }] },
    async ({ event, step, runId }) => {
      const { caseId } = caseOf(event);
      const one = (name: string) => step.run(name, () => effects.during({ caseId, name, runId }, 400).then(() => name));
      const names = await Promise.all([one("a"), one("b"), one("c")]);
      const joined = await step.run("join", () => names.join(""));
      const more = await Promise.all([one("d"), one("e")]);
      return joined + more.join("");
    },
  );
  const limited = client.createFunction(
    {
      id: "limited",
      retries: 0,
      concurrency: { limit: 2, key: "event.data.key" },
      triggers: [{ event: "engine/limited" }],
    },
    async ({ event, step }) => {
      const { caseId, key = "", ms = 100 } = caseOf(event);
      await step.run("work", () => effects.during({ caseId, name: key }, ms));
      await step.run("more work", () => effects.during({ caseId, name: key }, ms));
    },
  );
  const once = client.createFunction(
    { id: "once", retries: 0, idempotency: "event.data.key", triggers: [{ event: "engine/once" }] },
    async ({ event }) => {
      await effects.record({ caseId: caseOf(event).caseId, name: "once", detail: caseOf(event).key });
    },
  );
  const many = client.createFunction(
    { id: "many", retries: 0, triggers: [{ event: "engine/many" }] },
    ({ event, step }) =>
      Promise.all(Array.from({ length: caseOf(event).n ?? 0 }, (_, i) => step.run(`step ${i}`, () => i))).then(
        () => null,
      ),
  );
  const large = client.createFunction(
    { id: "large", retries: 4, triggers: [{ event: "engine/large" }] },
    async ({ event, step }) => step.run("large", () => "x".repeat(caseOf(event).n ?? 0)).then((text) => text.length),
  );
  return [parallel, limited, once, many, large];
}

export function engineTestFunctions(client: Inngest, effects: Effects) {
  return [
    memoizedFunction(client, effects),
    ...retryingFunctions(client, effects),
    ...failingFunctions(client, effects),
    ...sendingFunctions(client, effects),
    ...loadFunctions(client, effects),
  ];
}

/** Records its ticks under its own id. */
export function tickingFunction(client: Inngest, effects: Effects, { id, cron }: { id: string; cron: string }) {
  return client.createFunction({ id, retries: 0, triggers: [{ cron }] }, async ({ event }) => {
    await effects.record({ caseId: id, name: "tick", detail: event.ts });
  });
}
