import { z } from "zod";
import { expressionProblem } from "./cel";
import { nextTick } from "./cron-time";
import { concurrencyKeysMax, retriesDefault, retriesMax } from "./limits";

const concurrencyOption = z.strictObject({
  limit: z.number(),
  key: z.string().optional(),
  scope: z.string().optional(),
});

const registeredFunction = z.looseObject({
  id: z.string().min(1),
  triggers: z.array(z.record(z.string(), z.unknown())),
  steps: z.record(
    z.string(),
    z.looseObject({
      runtime: z.looseObject({ url: z.url() }),
      retries: z.looseObject({ attempts: z.number().optional() }).optional(),
    }),
  ),
  idempotency: z.string().optional(),
  concurrency: z.union([z.number(), concurrencyOption, z.array(concurrencyOption)]).optional(),
});

type RegisteredFunction = z.infer<typeof registeredFunction>;

interface EventTrigger {
  event: string;
  expression?: string;
}

interface ConcurrencyLimit {
  limit: number;
  key?: string;
}

export interface FunctionConfig {
  id: string;
  url: string;
  retries: number;
  events: EventTrigger[];
  crons: string[];
  concurrency: ConcurrencyLimit[];
  idempotency?: string;
}

/** Where an application serves its functions, without the query that names one of them. */
export function serveUrlOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin.replace("://localhost", "://127.0.0.1") + pathname;
}

/** A function asked for something that this executor does not do; it is never ignored. */
export class RefusedFunction extends Error {
  override name = "RefusedFunction";
}

const implemented = new Set(["id", "name", "triggers", "steps", "idempotency", "concurrency"]);
const optionNames = new Map([["cancel", "cancelOn"]]);

function refuse(functionId: string, what: string): never {
  throw new RefusedFunction(`Function "${functionId}" ${what}`);
}

function checkExpression(functionId: string, option: string, expression: string): void {
  const problem = expressionProblem(expression);
  if (problem) refuse(functionId, `has an unreadable expression in ${option}, \`${expression}\`: ${problem}`);
}

function readCron(functionId: string, trigger: Record<string, unknown>, cron: string): string {
  const extra = Object.keys(trigger).find((key) => key !== "cron" && trigger[key] !== undefined);
  if (extra) refuse(functionId, `uses the cron option ${extra}, which the embedded executor does not implement`);
  try {
    nextTick(cron, new Date());
  } catch (error) {
    refuse(functionId, `has an unreadable cron \`${cron}\`: ${error instanceof Error ? error.message : error}`);
  }
  return cron;
}

function readEvent(functionId: string, trigger: Record<string, unknown>): EventTrigger {
  const { event, expression } = trigger;
  if (typeof event !== "string") return refuse(functionId, "has a trigger that is neither an event nor a cron");
  if (event.includes("*")) {
    refuse(functionId, `has the wildcard trigger "${event}", which the embedded executor does not implement`);
  }
  if (typeof expression !== "string" || expression === "") return { event };
  checkExpression(functionId, "a trigger's if", expression);
  return { event, expression };
}

function readConcurrency(fn: RegisteredFunction): ConcurrencyLimit[] {
  const given = fn.concurrency ?? [];
  const options = typeof given === "number" ? [{ limit: given }] : [given].flat();
  if (options.length > concurrencyKeysMax) refuse(fn.id, `has more than ${concurrencyKeysMax} concurrency limits`);
  return options.map(({ limit, key, scope }: z.infer<typeof concurrencyOption>) => {
    if (scope !== undefined && scope !== "fn") {
      refuse(fn.id, `uses concurrency scope "${scope}", which the embedded executor does not implement`);
    }
    if (!Number.isInteger(limit) || limit < 1)
      refuse(fn.id, `has a concurrency limit of ${limit}; it must be 1 or more`);
    if (key === undefined) return { limit };
    checkExpression(fn.id, "concurrency.key", key);
    return { limit, key };
  });
}

function readRetries(fn: RegisteredFunction): number {
  const retries = fn.steps.step?.retries?.attempts ?? retriesDefault;
  if (!Number.isInteger(retries) || retries < 0 || retries > retriesMax) {
    refuse(fn.id, `asks for ${retries} retries; between 0 and ${retriesMax} are possible`);
  }
  return retries;
}

function refuseUnimplemented(fn: RegisteredFunction): void {
  for (const [key, value] of Object.entries(fn)) {
    if (implemented.has(key) || value === undefined || value === null) continue;
    const option = optionNames.get(key) ?? key;
    refuse(fn.id, `uses the option ${option}, which the embedded executor does not implement`);
  }
}

/** Turns one registered function into what the executor keeps, or throws `RefusedFunction`. */
export function readFunctionConfig(registered: unknown): FunctionConfig {
  const fn = registeredFunction.parse(registered);
  refuseUnimplemented(fn);
  const url = fn.steps.step?.runtime.url;
  if (!url || Object.keys(fn.steps).length !== 1) return refuse(fn.id, "does not have exactly one step entry");
  const events: EventTrigger[] = [];
  const crons: string[] = [];
  for (const trigger of fn.triggers) {
    if (typeof trigger.cron === "string") crons.push(readCron(fn.id, trigger, trigger.cron));
    else events.push(readEvent(fn.id, trigger));
  }
  if (fn.idempotency) checkExpression(fn.id, "idempotency", fn.idempotency);
  return {
    id: fn.id,
    url,
    retries: readRetries(fn),
    events,
    crons: [...new Set(crons)],
    concurrency: readConcurrency(fn),
    ...(fn.idempotency ? { idempotency: fn.idempotency } : {}),
  };
}
