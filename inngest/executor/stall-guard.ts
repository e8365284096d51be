/**
 * The driver can leave a query hanging for ever when its connection breaks at a bad moment. All state is in the
 * database, so the cure is to end the process and let it be started again; this notices that it is needed.
 */
export class StallGuard {
  readonly #open = new Map<symbol, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(longestMs: number, onStall: () => void) {
    this.#timer = setInterval(() => {
      const oldest = Math.min(...this.#open.values());
      if (Date.now() - oldest > longestMs) onStall();
    }, longestMs / 4).unref();
  }

  async watch<T>(work: () => Promise<T>): Promise<T> {
    const key = Symbol("work");
    this.#open.set(key, Date.now());
    try {
      return await work();
    } finally {
      this.#open.delete(key);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
