import fc from "fast-check";

// One seed for every run of the tests, so that what passed passes again; `npm run verify` draws a new one each time.
const standardSeed = 20_261_116;

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? standardSeed) });
