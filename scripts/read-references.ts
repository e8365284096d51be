import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

/** What stands at the top of a file under a name, and what else of that kind it mentions. */
export type Declaration = {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly isFunction: boolean;
  readonly node: ts.Node;
  readonly references: ReadonlySet<string>;
};

export type References = {
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** The ids of what front doors pass on: what a module offers to others. */
  readonly offered: ReadonlySet<string>;
};

type Binding = { readonly file: string; readonly name: string };
type SourceModule = {
  readonly file: string;
  readonly tops: readonly { readonly name: string; readonly node: ts.Node }[];
  readonly imports: ReadonlyMap<string, Binding>;
  readonly exports: ReadonlyMap<string, Binding>;
  readonly everythingOf: readonly string[];
};
type Modules = ReadonlyMap<string, SourceModule>;

const idOf = ({ file, name }: Binding): string => `${file}#${name}`;

const isProductFile = (name: string): boolean =>
  /\.tsx?$/.test(name) && !/(\.test\.tsx?|-test-harness\.ts|\.d\.ts)$/.test(name);

const listFiles = (root: string, folders: readonly string[]): string[] =>
  folders
    .flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && isProductFile(entry.name))
        .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name))),
    )
    .map((file) => file.split(path.sep).join("/"))
    .sort();

const endings = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];

/** A file of ours, or none for a package. */
const resolve = (from: string, specifier: string, files: ReadonlySet<string>): string | null => {
  if (!specifier.startsWith(".") && !specifier.startsWith("@/")) return null;
  const target = specifier.startsWith("@/") ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier);
  return endings.map((ending) => target + ending).find((file) => files.has(file)) ?? null;
};

const namesOf = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isDefault = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);

const topsOf = (statement: ts.Statement): { name: string; node: ts.Node }[] => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((node) => namesOf(node.name).map((name) => ({ name, node })));
  }
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    return [{ name: statement.name?.text ?? "default", node: statement }];
  }
  if (ts.isExportAssignment(statement)) return [{ name: "default", node: statement.expression }];
  return ts.isExpressionStatement(statement) ? [{ name: "(file)", node: statement }] : [];
};

const importsOf = (statement: ts.Statement, find: (specifier: ts.Expression) => string | null): [string, Binding][] => {
  if (!ts.isImportDeclaration(statement)) return [];
  const file = find(statement.moduleSpecifier);
  const clause = statement.importClause;
  if (!file || !clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const bindings = clause.namedBindings;
  const named =
    bindings && ts.isNamedImports(bindings) ? bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly) : [];
  return [
    ...(clause.name ? [[clause.name.text, { file, name: "default" }] as [string, Binding]] : []),
    ...named.map(({ name, propertyName }): [string, Binding] => [
      name.text,
      { file, name: propertyName?.text ?? name.text },
    ]),
  ];
};

type Exports = { readonly named: readonly [string, Binding][]; readonly everythingOf: readonly string[] };

const exportsOf = (
  statement: ts.Statement,
  own: string,
  imports: ReadonlyMap<string, Binding>,
  find: (specifier: ts.Expression) => string | null,
): Exports => {
  const nothing = { named: [], everythingOf: [] };
  if (!ts.isExportDeclaration(statement)) {
    const tops = isExported(statement) || ts.isExportAssignment(statement) ? topsOf(statement) : [];
    return {
      ...nothing,
      named: tops.map(({ name }) => [isDefault(statement) ? "default" : name, { file: own, name }]),
    };
  }
  const file = statement.moduleSpecifier ? find(statement.moduleSpecifier) : own;
  if (!file || statement.isTypeOnly) return nothing;
  if (!statement.exportClause) return { named: [], everythingOf: [file] };
  if (!ts.isNamedExports(statement.exportClause)) return nothing;
  return {
    everythingOf: [],
    named: statement.exportClause.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ name, propertyName }): [string, Binding] => {
        const inside = propertyName?.text ?? name.text;
        const isOwn = !statement.moduleSpecifier;
        return [name.text, (isOwn ? imports.get(inside) : undefined) ?? { file, name: inside }];
      }),
  };
};

const readModule = (root: string, file: string, files: ReadonlySet<string>): SourceModule => {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const find = (specifier: ts.Expression): string | null =>
    ts.isStringLiteral(specifier) ? resolve(file, specifier.text, files) : null;
  const imports = new Map(statements.flatMap((statement) => importsOf(statement, find)));
  const exported = statements.map((statement) => exportsOf(statement, file, imports, find));
  return {
    file,
    tops: statements.flatMap(topsOf),
    imports,
    exports: new Map(exported.flatMap(({ named }) => named)),
    everythingOf: exported.flatMap(({ everythingOf }) => everythingOf),
  };
};

/** Where a name that a file exports is declared, followed through every file that only passes it on. */
const declaredAt = (binding: Binding, modules: Modules): Binding | null => {
  const module = modules.get(binding.file);
  if (!module) return null;
  const own = module.exports.get(binding.name);
  if (own) return own.file === binding.file ? own : declaredAt(own, modules);
  for (const file of module.everythingOf) {
    const found = declaredAt({ file, name: binding.name }, modules);
    if (found) return found;
  }
  return null;
};

// A name behind a dot, before a colon or in a type is not the thing of that name.
const isMention = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isPropertyAssignment(parent) || ts.isJsxAttribute(parent)) return parent.name !== node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  return true;
};

const mentionsIn = (top: ts.Node): Set<string> => {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node) && isMention(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(top);
  return names;
};

const isFunctionNode = (node: ts.Node): boolean => {
  if (ts.isFunctionDeclaration(node)) return true;
  const value = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
};

const referencesOf = (node: ts.Node, module: SourceModule, modules: Modules): Set<string> => {
  const own = new Set(module.tops.map(({ name }) => name));
  const found = new Set<string>();
  for (const name of mentionsIn(node)) {
    const imported = module.imports.get(name);
    const declared = imported ? declaredAt(imported, modules) : own.has(name) ? { file: module.file, name } : null;
    if (declared) found.add(idOf(declared));
  }
  return found;
};

const namesOfferedBy = (file: string, modules: Modules): string[] => {
  const module = modules.get(file);
  return module
    ? [...module.exports.keys(), ...module.everythingOf.flatMap((one) => namesOfferedBy(one, modules))]
    : [];
};

const offeredBy = (file: string, modules: Modules): string[] =>
  namesOfferedBy(file, modules)
    .flatMap((name) => declaredAt({ file, name }, modules) ?? [])
    .map(idOf);

/** Every declaration of the product's source, with those it mentions. Tests are no part of it. */
export const readReferences = (root: string, folders: readonly string[]): References => {
  const files = listFiles(root, folders);
  const known = new Set(files);
  const modules: Modules = new Map(files.map((file) => [file, readModule(root, file, known)]));
  const declarations = [...modules.values()].flatMap((module) =>
    module.tops.map(({ name, node }): Declaration => {
      const id = idOf({ file: module.file, name });
      const references = referencesOf(node, module, modules);
      references.delete(id);
      return { id, file: module.file, name, isFunction: isFunctionNode(node), node, references };
    }),
  );
  const frontDoors = files.filter((file) => /^server\/[a-z]+\/index\.ts$/.test(file));
  return {
    declarations: new Map(declarations.map((declaration) => [declaration.id, declaration])),
    offered: new Set(frontDoors.flatMap((file) => offeredBy(file, modules))),
  };
};
