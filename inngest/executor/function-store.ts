import { nextTick } from "./cron-time";
import type { Database, Queryable, Transaction } from "./database";
import { type FunctionConfig, serveUrlOf } from "./function-config";

interface FunctionRow {
  configJson: string;
}

const configs = new Map<string, FunctionConfig>();

function toFunctionConfig({ configJson }: FunctionRow): FunctionConfig {
  const known = configs.get(configJson);
  if (known) return known;
  const config = JSON.parse(configJson) as FunctionConfig;
  configs.set(configJson, config);
  return config;
}

export async function listFunctionsTriggeredBy(sql: Queryable, eventNames: string[]): Promise<FunctionConfig[]> {
  const rows = await sql<FunctionRow[]>`
    select config_json as "configJson" from inngest_embedded.functions
    where removed_at is null and trigger_events && ${eventNames}::text[]`;
  return rows.map(toFunctionConfig);
}

export async function findFunction(sql: Queryable, functionId: string): Promise<FunctionConfig | null> {
  const [row] = await sql<FunctionRow[]>`
    select config_json as "configJson" from inngest_embedded.functions
    where id = ${functionId} and removed_at is null`;
  return row ? toFunctionConfig(row) : null;
}

async function saveFunction(tx: Transaction, appId: string, config: FunctionConfig): Promise<boolean> {
  const rows = await tx`
    insert into inngest_embedded.functions
      (id, app_id, url, trigger_events, config_json, concurrency_limits)
    values (${config.id}, ${appId}, ${serveUrlOf(config.url)}, ${config.events.map((trigger) => trigger.event)}::text[],
      ${JSON.stringify(config)}, ${config.concurrency.map((option) => option.limit)}::int[])
    on conflict (id) do update set app_id = excluded.app_id, url = excluded.url,
      trigger_events = excluded.trigger_events, config_json = excluded.config_json,
      concurrency_limits = excluded.concurrency_limits, synced_at = now(), removed_at = null
    where functions.config_json <> excluded.config_json or functions.removed_at is not null
    returning id`;
  return rows.length > 0;
}

/** A cron that is kept keeps its due tick: what came due while the executor was down is made up for, once. */
async function saveCrons(tx: Transaction, config: FunctionConfig, now: Date): Promise<void> {
  await tx`
    delete from inngest_embedded.crons
    where function_id = ${config.id} and cron <> all(${config.crons}::text[])`;
  for (const cron of config.crons) {
    await tx`
      insert into inngest_embedded.crons (function_id, cron, next_at)
      values (${config.id}, ${cron}, ${nextTick(cron, now)})
      on conflict do nothing`;
  }
}

/** Replaces what an app has registered. Says whether anything changed. */
export function saveAppFunctions(sql: Database, appId: string, functions: FunctionConfig[]): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [clock] = await tx<{ now: Date }[]>`
      select now() from pg_advisory_xact_lock(hashtextextended(${`inngest_embedded:${appId}`}, 0))`;
    const ids = functions.map((config) => config.id);
    const removed = await tx`
      update inngest_embedded.functions set removed_at = now()
      where app_id = ${appId} and id <> all(${ids}::text[]) and removed_at is null returning id`;
    await tx`
      delete from inngest_embedded.crons where function_id in
        (select id from inngest_embedded.functions where app_id = ${appId} and id <> all(${ids}::text[]))`;
    let isModified = removed.length > 0;
    for (const config of functions) {
      isModified = (await saveFunction(tx, appId, config)) || isModified;
      await saveCrons(tx, config, clock?.now ?? new Date());
    }
    return isModified;
  });
}
