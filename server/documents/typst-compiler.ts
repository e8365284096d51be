import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler, type RenderPdfOpts } from "@myriaddreamin/typst-ts-node-compiler";
import { invariant } from "@/server/kernel";

// By address and not by `import.meta.dirname`, which a bundled module does not have.
const here = fileURLToPath(import.meta.url);
const templates = path.dirname(here);
const fontFiles = [
  "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  "@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf",
  "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
  "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
  "@expo-google-fonts/noto-sans-jp/600SemiBold/NotoSansJP_600SemiBold.ttf",
];
const compilesPerEviction = 10;

// Kept on globalThis, or every hot reload in development would leave a compiler behind.
const holder = globalThis as { perennialTypst?: { readonly compiler: NodeCompiler; compiles: number } };

const openCompiler = (): NodeCompiler => {
  const { resolve } = createRequire(here);
  const fontBlobs = fontFiles.map((file) => fs.readFileSync(resolve(file)));
  return NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs }] });
};

/** The compiler of this process. What it remembers grows without end unless it is told to forget now and then. */
const typstCompiler = (): NodeCompiler => {
  holder.perennialTypst ??= { compiler: openCompiler(), compiles: 0 };
  const held = holder.perennialTypst;
  held.compiles += 1;
  if (held.compiles % compilesPerEviction === 0) held.compiler.evictCache(0);
  return held.compiler;
};

export type Typeset = { readonly toPdf: (options: RenderPdfOpts) => Uint8Array };

/** Sets a template of this folder. A template that cannot be set is a bug; what a PDF standard refuses is thrown later. */
export const typeset = (template: string, inputs: Record<string, string>): Typeset => {
  const compiler = typstCompiler();
  const compiled = compiler.compile({ mainFilePath: path.join(templates, template), inputs });
  const { result } = compiled;
  invariant(result, `${template} cannot be set: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`);
  return { toPdf: (options) => compiler.pdf(result, options) };
};
