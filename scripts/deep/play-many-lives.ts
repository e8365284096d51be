import { connectDatabase } from "@/db/client";
import { playLives } from "../lives/play-lives";
import { countTraits, randomLives } from "../lives/random-life";
import { exitOnSignals, startThrowawayPostgres } from "../throwaway-postgres";

const batchSize = 100;

export type LivesToPlay = {
  readonly seed: number;
  /** The place of the first among the lives of the seed. */
  readonly from: number;
  readonly count: number;
};

/**
 * Random lives through the verbs, a hundred to a database, each hundred proved. One line of JSON with the seed; a life that
 * fails is named by seed and place, and those before it are not needed to play it again: `from` begins at its place.
 * Exit 1 where one fails.
 */
export const playManyLives = async ({ seed, from, count }: LivesToPlay): Promise<void> => {
  exitOnSignals();
  const began = Date.now();
  const lives = randomLives(seed, from + count).slice(from);
  const failed: { readonly id: string; readonly reason: string }[] = [];
  let [invoices, billedTwice, excesses] = [0, 0, 0];
  for (let at = 0; at < lives.length; at += batchSize) {
    const server = await startThrowawayPostgres("lives");
    const { db, close } = connectDatabase(server.appUrl("lives"), { poolSize: 10 });
    try {
      const played = await playLives(db, lives.slice(at, at + batchSize));
      failed.push(...played.failed);
      invoices += played.invoices;
      billedTwice += played.billedTwice;
      excesses += played.excesses.length;
    } finally {
      await close();
      await server.stop();
    }
    process.stderr.write(`${Math.min(at + batchSize, count)} of ${count} lives, ${failed.length} failed\n`);
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  const ok = failed.length + billedTwice + excesses === 0;
  const summary = {
    seed,
    from,
    count,
    seconds,
    invoices,
    billedTwice,
    excesses,
    failed,
    lived: countTraits(lives),
    ok,
  };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  process.exitCode = ok ? 0 : 1;
};
