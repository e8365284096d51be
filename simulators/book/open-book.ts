import { openLineFile } from "./open-line-file";

export type Put<Tables> = {
  [Name in keyof Tables]: { readonly table: Name; readonly id: string; readonly value: Tables[Name] };
}[keyof Tables];

export type Book<Tables> = {
  find<Name extends keyof Tables>(table: Name, id: string): Tables[Name] | undefined;
  list<Name extends keyof Tables>(table: Name): readonly Tables[Name][];
  /** All of the puts or none of them; visible to readers at once, resolved when they are on disk. */
  commit(puts: readonly Put<Tables>[]): Promise<void>;
  /** Resolves when everything that readers can see is on disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

type Watcher<Tables> = (put: Put<Tables>) => void;

/** A book of rows kept as one line per change: read once at the start, never rewritten. */
export async function openBook<Tables>(file: string, watch: Watcher<Tables> = () => {}): Promise<Book<Tables>> {
  const journal = await openLineFile(file);
  const tables = new Map<keyof Tables, Map<string, Tables[keyof Tables]>>();

  function apply(puts: readonly Put<Tables>[]): void {
    for (const put of puts) {
      const rows = tables.get(put.table) ?? new Map<string, Tables[keyof Tables]>();
      tables.set(put.table, rows.set(put.id, put.value));
      watch(put);
    }
  }

  for (const line of journal.lines) apply(JSON.parse(line) as readonly Put<Tables>[]);

  return {
    find: <Name extends keyof Tables>(table: Name, id: string) =>
      tables.get(table)?.get(id) as Tables[Name] | undefined,
    list: <Name extends keyof Tables>(table: Name) => [...(tables.get(table)?.values() ?? [])] as Tables[Name][],
    commit: (puts) => {
      apply(puts);
      return journal.append(JSON.stringify(puts));
    },
    settled: () => journal.settled(),
    close: () => journal.close(),
  };
}
