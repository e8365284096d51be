import { plainDate } from "@/server/kernel";

/**
 * Every day of 2024 to 2030 that is shorter or longer than 24 hours, and by how many minutes: the last Sundays of March
 * and October; the second of March and the first of November; the last of September and the first of April; the first
 * of October and of April; the Sundays from 2 September on and the Saturdays before those from 2 April on; the last
 * Fridays of April and Thursdays of October.
 */
export const transitions = [
  {
    zone: "Europe/Berlin",
    minutes: 60,
    short: "2024-03-31 2025-03-30 2026-03-29 2027-03-28 2028-03-26 2029-03-25 2030-03-31",
    long: "2024-10-27 2025-10-26 2026-10-25 2027-10-31 2028-10-29 2029-10-28 2030-10-27",
  },
  {
    zone: "America/New_York",
    minutes: 60,
    short: "2024-03-10 2025-03-09 2026-03-08 2027-03-14 2028-03-12 2029-03-11 2030-03-10",
    long: "2024-11-03 2025-11-02 2026-11-01 2027-11-07 2028-11-05 2029-11-04 2030-11-03",
  },
  {
    zone: "Pacific/Auckland",
    minutes: 60,
    short: "2024-09-29 2025-09-28 2026-09-27 2027-09-26 2028-09-24 2029-09-30 2030-09-29",
    long: "2024-04-07 2025-04-06 2026-04-05 2027-04-04 2028-04-02 2029-04-01 2030-04-07",
  },
  {
    zone: "Australia/Lord_Howe",
    minutes: 30,
    short: "2024-10-06 2025-10-05 2026-10-04 2027-10-03 2028-10-01 2029-10-07 2030-10-06",
    long: "2024-04-07 2025-04-06 2026-04-05 2027-04-04 2028-04-02 2029-04-01 2030-04-07",
  },
  {
    zone: "America/Santiago",
    minutes: 60,
    short: "2024-09-08 2025-09-07 2026-09-06 2027-09-05 2028-09-03 2029-09-02 2030-09-08",
    long: "2024-04-06 2025-04-05 2026-04-04 2027-04-03 2028-04-01 2029-04-07 2030-04-06",
  },
  {
    zone: "Africa/Cairo",
    minutes: 60,
    short: "2024-04-26 2025-04-25 2026-04-24 2027-04-30 2028-04-28 2029-04-27 2030-04-26",
    long: "2024-10-31 2025-10-30 2026-10-29 2027-10-28 2028-10-26 2029-10-25 2030-10-31",
  },
].map(({ short, long, ...of }) => ({
  ...of,
  short: short.split(" ").map(plainDate),
  long: long.split(" ").map(plainDate),
}));
