const defaultSeconds = 60;

/**
 * How often the sweeps look for what is due in real time, as a cron: every SWEEP_PERIOD_SECONDS, a divisor of a minute,
 * or each minute. Read without the rest of the environment, for the schedule is also read where nothing runs.
 */
export const sweepCron = (): string => {
  const seconds = Number(process.env.SWEEP_PERIOD_SECONDS || defaultSeconds);
  return seconds >= defaultSeconds ? "TZ=UTC * * * * *" : `TZ=UTC */${seconds} * * * * *`;
};
