const ticksOfStall = 4;

/**
 * The driver can leave a query hanging for ever when its connection breaks at a bad moment. All state is in the
 * database, so the cure is to end the process and let it be started again; this notices that it is needed. It counts
 * its own ticks, so that a process which was stopped for a while is not taken for one that hangs.
 */
export class StallGuard {
  readonly #ticksOfOpen = new Map<symbol, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(longestMs: number, onStall: () => void) {
    this.#timer = setInterval(() => {
      for (const [key, ticks] of this.#ticksOfOpen) {
        this.#ticksOfOpen.set(key, ticks + 1);
        if (ticks >= ticksOfStall) onStall();
      }
    }, longestMs / ticksOfStall).unref();
  }

  async watch<T>(work: () => Promise<T>): Promise<T> {
    const key = Symbol("work");
    this.#ticksOfOpen.set(key, 0);
    try {
      return await work();
    } finally {
      this.#ticksOfOpen.delete(key);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
