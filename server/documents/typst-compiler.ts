import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler, type RenderPdfOpts } from "@myriaddreamin/typst-ts-node-compiler";

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

/** Sets a template of this folder as a PDF; throws what is wrong with the template, or what the standard refuses. */
export const typesetPdf = (template: string, inputs: Record<string, string>, options: RenderPdfOpts): Uint8Array =>
  typstCompiler().pdf({ mainFilePath: path.join(templates, template), inputs }, options);
