import { describe, expect, it } from "vitest";
import { checkHalfSet, readSettings } from "./settings";

describe("readSettings", () => {
  it("runs with nothing set", () => {
    expect(readSettings({}, "/srv/perennial")).toMatchObject({
      host: "127.0.0.1",
      ports: { app: 3000, simulators: 3001, executor: 3002, worker: 3003, postgres: 3004 },
      dataDirectory: "/srv/perennial/.data",
      databaseUrl: null,
      seed: "demo",
      hasDemoHistory: true,
      sweepPeriodSeconds: 60,
      appOrigin: "http://127.0.0.1:3000",
    });
  });

  it("counts the ports from PORT", () => {
    expect(readSettings({ PORT: "4000" }, "/srv").ports).toMatchObject({ app: 4000, postgres: 4004 });
  });

  it.each(["0", "-1", "3000.5", "http", "65532", "1e9"])("refuses PORT %s and says what to give", (PORT) => {
    expect(() => readSettings({ PORT }, "/srv")).toThrow(/PORT is ".*"\. Give a whole number from 1 to 65531/);
  });

  it.each(["full", "production", "Demo"])("refuses SEED %s as not available", (SEED) => {
    expect(() => readSettings({ SEED }, "/srv")).toThrow(`SEED is "${SEED}". Available are "demo"`);
  });

  it("leaves the demo's history out where it is switched off, and takes no other word", () => {
    expect(readSettings({ DEMO_HISTORY: "0" }, "/srv").hasDemoHistory).toBe(false);
    expect(() => readSettings({ DEMO_HISTORY: "no" }, "/srv")).toThrow('DEMO_HISTORY is "no". Give 0');
  });

  it.each(["0", "7", "90", "1.5", "often"])("refuses SWEEP_PERIOD_SECONDS %s and says what to give", (text) => {
    expect(() => readSettings({ SWEEP_PERIOD_SECONDS: text }, "/srv")).toThrow(/Give 60 or a divisor of it/);
  });

  it.each(["mysql://a@b/c", "localhost:5432", "postgres://127.0.0.1:5432"])("refuses DATABASE_URL %s", (url) => {
    expect(() => readSettings({ DATABASE_URL: url }, "/srv")).toThrow(/DATABASE_URL must look like postgres:/);
  });
});

describe("checkHalfSet", () => {
  it.each([
    [{ SMTP_HOST: "mail" }, "SMTP_HOST is set but SMTP_PORT, SMTP_FROM is not"],
    [{ SMTP_USER: "u" }, "SMTP_USER is set but SMTP_PASSWORD is not"],
    [{ INNGEST_EVENT_KEY: "k" }, "INNGEST_EVENT_KEY is set but INNGEST_SIGNING_KEY is not"],
  ])("refuses %o, naming what is missing", (env, message) => {
    expect(() => checkHalfSet(env)).toThrow(message);
  });

  it("takes all of a service, or none", () => {
    expect(() => checkHalfSet({})).not.toThrow();
    expect(() => checkHalfSet({ SMTP_HOST: "mail", SMTP_PORT: "25", SMTP_FROM: "a@b.example" })).not.toThrow();
  });
});
