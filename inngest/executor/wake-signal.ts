/** A wake-up that is not lost when nobody is waiting yet. */
export class WakeSignal {
  #isRaised = false;
  #resolve: (() => void) | undefined;

  raise(): void {
    this.#isRaised = true;
    this.#resolve?.();
  }

  async wait(timeoutMs: number): Promise<void> {
    if (!this.#isRaised) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#resolve = resolve;
        timer = setTimeout(resolve, timeoutMs);
      });
      clearTimeout(timer);
    }
    this.#isRaised = false;
    this.#resolve = undefined;
  }
}
