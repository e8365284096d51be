const firstPauseMs = 250;
const longestPauseMs = 5_000;

interface Pause {
  lengthMs: number;
  until: number;
}

/** Remembers which serve URLs did not answer, so that their jobs wait instead of being tried one by one. */
export class Reachability {
  readonly #pauses = new Map<string, Pause>();

  /** The pause that begins now, or null within one: calls that were open together fail together, as one. */
  failed(url: string): number | null {
    const previous = this.#pauses.get(url);
    if (previous && previous.until > Date.now()) return null;
    const lengthMs = previous ? Math.min(previous.lengthMs * 2, longestPauseMs) : firstPauseMs;
    this.#pauses.set(url, { lengthMs, until: Date.now() + lengthMs });
    return lengthMs;
  }

  answered(url: string): void {
    this.#pauses.delete(url);
  }

  pausedUrls(): string[] {
    return [...this.#pauses].filter(([, pause]) => pause.until > Date.now()).map(([url]) => url);
  }
}
