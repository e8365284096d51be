const { modules, readers, platformSchemas, authSchemas, readsEveryTable } = require("./architecture.cjs");

const test = "(\\.(test|db\\.test|scenario\\.test)\\.tsx?|-test-harness\\.ts)$";
const names = Object.keys(modules);
const anyModule = `^server/(${names.join("|")})/`;
const anySchema = `^db/schema/(${names.join("|")})\\.ts$`;
const onlyTypes = process.env.CRUISE_PASS === "runtime";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const perModule = Object.entries(modules).flatMap(([name, allowed]) => {
  const open = `(${[name, ...allowed].join("|")})`;
  return [
    rule(
      `map-${name}`,
      `${name} may import ${allowed.join(", ") || "no other module"}: see architecture.cjs`,
      { path: `^server/${name}/`, pathNot: test },
      { path: anyModule, pathNot: `^server/${open}/` },
    ),
    rule(
      `map-schema-${name}`,
      "Foreign keys follow the map",
      { path: `^db/schema/${name}\\.ts$` },
      { path: anySchema, pathNot: `^db/schema/${open}\\.ts$` },
    ),
    rule(
      `tables-of-${name}`,
      "A module reads its own tables",
      { path: `^server/${name}/`, pathNot: test },
      {
        path: "^db/schema/",
        pathNot: readsEveryTable.includes(name) ? "^db/schema/" : `^db/schema/${name}\\.ts$`,
      },
    ),
  ];
});

const doors = "(index|schemas|events)\\.ts$";

const structure = [
  rule("no-circular", "No import leads back to itself", {}, { circular: true }),
  ...names.map((name) =>
    rule(
      `front-door-${name}`,
      "Other modules come in by index.ts, schemas.ts or events.ts; cores by core/index.ts",
      { path: anyModule, pathNot: [`^server/${name}/`, test] },
      { path: `^server/${name}/`, pathNot: [`^server/${name}/${doors}`, `^server/${name}/core/index\\.ts$`] },
    ),
  ),
  rule(
    "front-door-outside",
    "What is not a module comes in by the front doors too",
    { path: "^(app|components|inngest|scripts|server/(auth|rest|trpc))/", pathNot: [test, "^scripts/"] },
    { path: anyModule, pathNot: [`^server/[a-z]+/${doors}`, "^server/[a-z]+/core/"] },
  ),
  rule(
    "readers-on-top",
    "Nobody in server imports a reader, but notifications takes documents",
    {
      path: "^server/",
      pathNot: [
        test,
        "^server/(trpc|scenarios|auth|conformance|analytics|proof|documents|search|support|notifications)/",
      ],
    },
    { path: `^server/(${readers.join("|")})/` },
  ),
  rule(
    "core-is-pure",
    "Cores and the kernel see only cores, the kernel and pure packages",
    { path: "^server/(kernel|[a-z]+/core)/", pathNot: test },
    {
      pathNot: [
        "^server/kernel/",
        "^server/[a-z]+/core/",
        "^server/platform/permissions\\.ts$",
        "(^|/)node_modules/(stdnum|zod)/",
        "^(node:)?crypto$",
      ],
    },
  ),
  rule(
    "sql-in-stores",
    "Table objects appear in modules that own them, the platform, sign-in and db",
    { path: "^(app|components|inngest)/", pathNot: [test, "^inngest/(executor|relay\\.ts)"] },
    { path: "^db/schema/|(^|/)node_modules/(drizzle-orm|postgres)/" },
  ),
  rule(
    "tables-have-owners",
    "Platform and sign-in read their own tables",
    { path: "^server/(platform|auth)/", pathNot: test },
    { path: "^db/schema/", pathNot: `^db/schema/(${[...platformSchemas, ...authSchemas].join("|")})\\.ts$` },
  ),
  rule(
    "conformance-by-the-doors",
    "The cases ask the kernel, front doors and pure doors only",
    { path: "^server/conformance/", pathNot: test },
    { path: "^server/", pathNot: ["^server/(conformance|kernel)/", "^server/[a-z]+/(index|core/index)\\.ts$"] },
  ),
  rule(
    "conformance-on-top",
    "Nobody but a command runs the cases",
    { path: "^(app|components|server|db|inngest)/", pathNot: "^server/conformance/" },
    { path: "^server/conformance/" },
  ),
  rule(
    "web-never-db",
    "Pages and components never reach the database themselves",
    { path: "^(app|components)/" },
    { path: "^db/" },
  ),
  rule(
    "components-are-low",
    "Components see the kernel and cores of the server, nothing else of it",
    { path: "^components/", pathNot: test },
    { path: "^(app|server|db|inngest)/", pathNot: ["^server/kernel/", "^server/[a-z]+/core/"] },
  ),
  rule(
    "ui-is-lowest",
    "Primitives know React, Base UI and each other",
    { path: "^components/ui/", pathNot: test },
    { path: "^(app|server|db|inngest|components/(billing|layout|form|data-table))/" },
  ),
  rule(
    "server-never-up",
    "The server below sign-in knows no framework",
    { path: "^server/", pathNot: [test, "^server/(auth|trpc)/", "^server/notifications/"] },
    { path: "^(app|components|inngest)/|(^|/)node_modules/(next|next-auth|react|react-dom|inngest|next-intl)/" },
  ),
  rule(
    "audiences-apart",
    "Store, account and console share no pages",
    { path: "^app/\\(([a-z]+)\\)/" },
    { path: "^app/\\(([a-z]+)\\)/", pathNot: "^app/\\($1\\)/" },
  ),
  rule(
    "simulators-apart",
    "The simulators share no code with the product",
    { path: "^simulators/", pathNot: test },
    { path: "^(app|components|server|db|inngest|scripts)/" },
  ),
];

const clientReach = rule(
  "client-reaches-no-db",
  "What a browser loads leads to no database, not even by a long way",
  { path: "^(app|components)/.*\\.tsx$", pathNot: ["(page|layout|route|not-found|error)\\.tsx$"] },
  { path: "^db/|(^|/)node_modules/(postgres|drizzle-orm)/", reachable: true },
);

module.exports = {
  forbidden: onlyTypes ? [clientReach] : [...perModule, ...structure],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|node_modules/\\.cache)/" },
    tsPreCompilationDeps: !onlyTypes,
    webpackConfig: { fileName: ".resolve.cjs" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
