const delaysSeconds = [2, 4, 8, 15, 30, 60, 300];

/** How long to leave the product alone after the n-th failure. */
export const retryDelaySeconds = (attempts: number): number =>
  delaysSeconds[Math.min(Math.max(attempts - 1, 0), delaysSeconds.length - 1)] ?? 300;
