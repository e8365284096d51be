import path from "node:path";
import { hashOf } from "@/server/kernel/hash";
import { compareFacts, digestOfFacts } from "@/server/proof";
import { type Lane, makeTemplate, openLane } from "./chaos-lane";
import { isAtRest, type Phase } from "./chaos-progress";
import { type Kill, playRound, type RoundResult } from "./chaos-round";
import { stopEverything, stopEverythingOnSignals } from "./product-process";
import { root } from "./run-stages";

const victims = ["executor", "worker", "app", "simulators", "postgres"] as const;
const accountCount = 150;
const laneCount = 2;
const portsApart = 100;
const repeatsMax = 5;

export type BillRunChaos = { readonly kills: number; readonly seed: number };

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const secondsSince = (began: number): number => Math.round((Date.now() - began) / 1000);

/**
 * Plays one billing day undisturbed and then once for each kill, always from a copy of the same morning, and compares
 * what was billed, booked, scheduled and collected. Two days are played side by side: most of one is waiting.
 */
export const chaosOfBillRun = async ({ kills, seed }: BillRunChaos): Promise<void> => {
  stopEverythingOnSignals();
  const began = Date.now();
  const folder = path.join(root, ".data", "chaos-bill-run");
  const port = Number(process.env.CHAOS_PORT || "4400");
  const lanes = Array.from({ length: laneCount }, (_, at) =>
    openLane(path.join(folder, `lane-${at}`), port + at * portsApart),
  );
  const template = openLane(path.join(folder, "template"), port);
  say(`Making a company with ${accountCount} accounts that are due on one day; the seed is ${seed}`);
  await makeTemplate(template, accountCount);
  const play = (lane: Lane, kill: Kill | null) => playRound(lane, template.settings, kill);
  const calm = await play(lanes[0] as Lane, null);
  say(`Undisturbed: ${calm.steps} steps, ${calm.facts.length} facts (${secondsSince(began)} s)`);

  const waiting = Array.from({ length: kills }, (_, index) => index);
  const rounds: PlayedKill[] = [];
  const work = async (lane: Lane): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const played = await playUntilItCounts((kill) => play(lane, kill), { index, seed, steps: calm.steps });
      rounds.push(played);
      say(`Killed ${played.victim} while ${played.result.phase} (${describe(calm, played)}, ${secondsSince(began)} s)`);
    }
  };
  await Promise.all(lanes.map(work)).finally(stopEverything);
  const report = summarize(calm, rounds);
  const { ok, ...counts } = report;
  const figures = { kills, seed, accounts: accountCount, ...counts, seconds: secondsSince(began), ok };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.exitCode = ok ? 0 : 1;
};

type PlayedKill = { readonly victim: string; readonly repeats: number; readonly result: RoundResult };

type Turn = { readonly index: number; readonly seed: number; readonly steps: number };

/** A kill that came when nothing was left to do proves nothing: the round is played again with another moment. */
const playUntilItCounts = async (play: (kill: Kill) => Promise<RoundResult>, turn: Turn): Promise<PlayedKill> => {
  const victim = victims[turn.index % victims.length] as string;
  for (let repeats = 0; ; repeats += 1) {
    const result = await play({ victim, ...chooseMoment(turn, repeats) });
    if (result.phase || repeats === repeatsMax) return { victim, repeats, result };
  }
};

/** The same seed gives the same moments: a step of the day, and some milliseconds so that it falls anywhere in one. */
const chooseMoment = ({ index, seed, steps }: Turn, repeats: number) => {
  const drawn = hashOf({ seed, index, repeats });
  const share = (from: number): number => Number.parseInt(drawn.slice(from, from + 8), 16) / 2 ** 32;
  return { afterSteps: Math.floor(share(0) * steps), thenMs: Math.floor(share(8) * 40) };
};

const describe = (calm: RoundResult, { result }: PlayedKill): string => {
  const { areEqual, differences } = compareFacts(calm.facts, result.facts);
  if (areEqual && result.isProved && isAtRest(result.unfinished)) return "the same in the end";
  return `DIFFERS: ${[JSON.stringify(result.unfinished), ...differences].join("\n  ")}\n`;
};

const summarize = (calm: RoundResult, rounds: readonly PlayedKill[]) => {
  const results = rounds.map(({ result }) => result);
  const all = [calm, ...results];
  const compared = results.map(({ facts }) => compareFacts(calm.facts, facts));
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const countIf = (isTrue: readonly boolean[]): number => isTrue.filter(Boolean).length;
  const phaseCount = (phase: Phase) => countIf(results.map((result) => result.phase === phase));
  const figures = {
    steps: calm.steps,
    facts: calm.facts.length,
    killed: Object.fromEntries(victims.map((name) => [name, countIf(rounds.map(({ victim }) => victim === name))])),
    killed_while: { posting: phaseCount("posting"), collecting: phaseCount("collecting") },
    repeated: sum(rounds.map(({ repeats }) => repeats)),
    missing: sum(compared.map(({ missing }) => missing)),
    doubled: sum(compared.map(({ doubled }) => doubled)),
    digest: digestOfFacts(calm.facts).slice(0, 16),
    equal_digests: countIf(results.map(({ facts }) => digestOfFacts(facts) === digestOfFacts(calm.facts))),
    numbers: calm.series.map(({ series, last }) => `${series} 1..${last}`),
    rounds_without_gap: countIf(all.map(({ series }) => series.every(({ isWhole }) => isWhole))),
    rounds_at_rest: countIf(all.map(({ unfinished }) => isAtRest(unfinished))),
    rounds_proved: countIf(all.map(({ isProved }) => isProved)),
  };
  const isComplete = [figures.rounds_without_gap, figures.rounds_at_rest, figures.rounds_proved].every(
    (count) => count === all.length,
  );
  const allCount = results.every(({ phase }) => phase !== null) && results.length === figures.equal_digests;
  return { ...figures, ok: isComplete && allCount };
};
