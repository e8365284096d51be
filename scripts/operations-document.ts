import ts from "typescript";
import { type Declaration, type References, readReferences } from "./read-references";

const operationsTable = "server/conformance/operations/index.ts#operations";
const scenario = "server/conformance/scenario/run-scenario.ts#runScenario";

/** Functions by module and name that only the runner of cases calls, and why the product has no use for them. */
export type Reasons = Readonly<Record<string, string>>;

type Use = {
  readonly declaration: Declaration;
  readonly callers: readonly Declaration[];
  readonly shared: readonly Declaration[];
};

const isRunner = ({ file }: Declaration): boolean =>
  file.startsWith("server/conformance/") || file.startsWith("server/scenarios/") || file === "scripts/conformance.ts";
const isCore = ({ file }: Declaration): boolean => /^server\/[a-z]+\/core\//.test(file);
const isKernel = ({ file }: Declaration): boolean => file.startsWith("server/kernel/");
/** What a person, a job or a command comes in by. */
const isDoor = ({ file }: Declaration): boolean =>
  /^(app|components|inngest|scripts|db)\/|^server\/(trpc|rest|auth)\//.test(file);
const followed = (references: References, one: Declaration): Declaration[] =>
  [...one.references].flatMap((id) => references.declarations.get(id) ?? []);

/** Everything that is reached, nearest first, each once; beyond what is not passed nothing is looked at. */
const reach = (
  from: readonly Declaration[],
  next: (one: Declaration) => readonly Declaration[],
  isPassed: (one: Declaration) => boolean,
): Declaration[] => {
  const seen = new Set(from);
  for (const one of seen) {
    if (isPassed(one)) for (const near of next(one)) seen.add(near);
  }
  return [...seen];
};

const callersIn = (references: References): ReadonlyMap<string, readonly Declaration[]> => {
  const callers = new Map<string, Declaration[]>();
  for (const one of references.declarations.values()) {
    if (isRunner(one)) continue;
    for (const id of one.references) callers.set(id, [...(callers.get(id) ?? []), one]);
  }
  return callers;
};

/** The operations of the format by name, each with the declaration that answers it. */
const listOperations = (references: References): [string, Declaration][] => {
  const table = references.declarations.get(operationsTable);
  const play = references.declarations.get(scenario);
  if (!table || !play || !ts.isVariableDeclaration(table.node)) throw new Error(`${operationsTable} is not found.`);
  const literal = table.node.initializer;
  if (!literal || !ts.isObjectLiteralExpression(literal)) throw new Error(`${operationsTable} is no list.`);
  const answers = followed(references, table);
  const listed = literal.properties.map((property): [string, Declaration] => {
    const [name, value] = ts.isPropertyAssignment(property) ? [property.name, property.initializer] : [];
    const answer = answers.find((one) => value && ts.isIdentifier(value) && one.name === value.text);
    if (!name || !ts.isStringLiteral(name) || !answer) throw new Error(`${property.getText()} is no operation.`);
    return [name.text, answer];
  });
  return [...listed, ["scenario.run", play]];
};

const isVerb = (one: Declaration, { offered }: References): boolean =>
  one.isFunction && offered.has(one.id) && !isCore(one) && !isKernel(one) && !isRunner(one);

/** What the runner calls for an operation: of cores; of the kernel where it needs no core; of a scenario the verbs. */
const functionsOf = (operation: Declaration, references: References): Declaration[] => {
  const reached = reach([operation], (one) => followed(references, one), isRunner).filter(
    (one) => one.isFunction && !isRunner(one),
  );
  if (operation.id === scenario) return reached.filter((one) => isVerb(one, references));
  const cores = reached.filter(isCore);
  return cores.length > 0 ? cores : reached.filter(isKernel);
};

const callersMax = 3;

class Tracer {
  private readonly callers: ReadonlyMap<string, readonly Declaration[]>;

  constructor(private readonly references: References) {
    this.callers = callersIn(references);
  }

  operations(): [string, Use[]][] {
    return listOperations(this.references).map(([name, operation]) => [name, this.usesOf(operation)]);
  }

  private usesOf(operation: Declaration): Use[] {
    return functionsOf(operation, this.references)
      .map((declaration) => {
        const callers = this.callersOf(declaration);
        return { declaration, callers, shared: callers.length > 0 ? [] : this.sharedBy(declaration) };
      })
      .sort((a, b) => (a.declaration.id < b.declaration.id ? -1 : 1));
  }

  /** The nearest verbs on a way that begins at a door, or the nearest doors where no verb stands between. */
  private callersOf(one: Declaration): Declaration[] {
    const isEnd = (near: Declaration): boolean => isVerb(near, this.references) || isDoor(near);
    const reached = reach(
      [one],
      (near) => this.next(near),
      (near) => near === one || !isEnd(near),
    ).slice(1);
    const verbs = reached.filter((near) => isVerb(near, this.references) && this.isOpen(near));
    return (verbs.length > 0 ? verbs : reached.filter(isDoor)).slice(0, callersMax);
  }

  /** What the product does call of the functions that this one rests on: the nearest, of cores. */
  private sharedBy(one: Declaration): Declaration[] {
    const isCalled = (near: Declaration): boolean => near.isFunction && this.callersOf(near).length > 0;
    const reached = reach(
      [one],
      (near) => followed(this.references, near),
      (near) => near === one || !isCalled(near),
    );
    return reached.slice(1).filter((near) => isCore(near) && isCalled(near));
  }

  private next(one: Declaration): readonly Declaration[] {
    return this.callers.get(one.id) ?? [];
  }

  private isOpen(one: Declaration): boolean {
    return reach(
      [one],
      (near) => this.next(near),
      () => true,
    ).some(isDoor);
  }
}

const moduleOf = ({ file }: Declaration): string => file.replace(/^server\//, "").replace(/\/.*$/, "");

const nameOf = (one: Declaration): string => `${moduleOf(one)}.${one.name}`;

const placeOf = (one: Declaration): string =>
  one.name === "default" || one.name === "(file)" ? `\`${one.file}\`` : `\`${one.name}\` in \`${one.file}\``;

/** A reason is wanted of a function that the product does not call, and of no other. */
const reasonOf = ({ declaration, shared }: Use, reasons: Reasons): string => {
  const reason = reasons[nameOf(declaration)];
  if (reason === undefined) throw new Error(`Only cases call ${declaration.id}: say why.`);
  const below = shared.map(({ name }) => `\`${name}\``).join(", ");
  return `*Only cases.* ${reason}${below && ` Shared with the product: ${below}.`}`;
};

const rowOf = (use: Use, reasons: Reasons): string => {
  const callers = use.callers.length > 0 ? use.callers.map(placeOf).join("; ") : reasonOf(use, reasons);
  return `| \`${use.declaration.name}\` | ${moduleOf(use.declaration)} | ${callers} |`;
};

const sectionOf = ([name, uses]: [string, readonly Use[]], reasons: Reasons): string =>
  [
    `## ${name}`,
    "",
    "| it calls | of | which is also called by |",
    "|---|---|---|",
    ...uses.map((use) => rowOf(use, reasons)),
  ].join("\n");

const introductionOf = (uses: readonly Use[]): string => {
  const functions = new Map(uses.map(({ declaration, callers }) => [declaration.id, callers.length > 0]));
  const called = [...functions.values()].filter(Boolean).length;
  return [
    "# What the cases call, and who else calls it",
    "",
    "Written by `scripts/trace-operations.ts` from the source; `npm run verify` refuses it when it is stale.",
    "",
    "An operation of a conformance case proves the product where the product calls the same function. Each operation stands here with the functions that answer it, and each function with the nearest verbs that call it on a way that begins at a screen, a route, a job or a command: three at most. A function that only cases call says why, and what of it the product shares.",
    "",
    `${functions.size} functions, ${called} of them called by the product.`,
  ].join("\n");
};

const refuseIdleReasons = (uses: readonly Use[], reasons: Reasons): void => {
  const wanted = new Set(
    uses.filter(({ callers }) => callers.length === 0).map(({ declaration }) => nameOf(declaration)),
  );
  const idle = Object.keys(reasons).filter((name) => !wanted.has(name));
  if (idle.length > 0) throw new Error(`The product calls these, or no case does: ${idle.join(", ")}.`);
};

/** The table of operations, functions and callers of a tree of sources. */
export const operationsDocument = (root: string, folders: readonly string[], reasons: Reasons): string => {
  const operations = new Tracer(readReferences(root, folders)).operations();
  const uses = operations.flatMap(([, own]) => own);
  refuseIdleReasons(uses, reasons);
  return `${[introductionOf(uses), ...operations.map((one) => sectionOf(one, reasons))].join("\n\n")}\n`;
};
