import { inflateSync } from "node:zlib";

type Run = { readonly x: number; readonly y: number; readonly text: string };
type Objects = ReadonlyMap<string, string>;

const sameLinePoints = 5;

/** For tests: the text of a PDF that Typst wrote, line by line and page by page, read from its own drawing commands. */
export const readPdfText = (bytes: Uint8Array): string => {
  const objects = readObjects(Buffer.from(bytes).toString("latin1"));
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\s/.test(body));
  return pages.map((page) => toLines(readRuns(objects, page)).join("\n")).join("\n\f\n");
};

const readObjects = (file: string): Objects =>
  new Map([...file.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = "", body = ""]) => [id, body]));

const streamOf = (objects: Objects, id: string): string => {
  const body = objects.get(id) ?? "";
  const start = body.indexOf("stream\n") + "stream\n".length;
  const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0);
  const stream = Buffer.from(body.slice(start, start + length), "latin1");
  return (body.includes("/FlateDecode") ? inflateSync(stream) : stream).toString("latin1");
};

// A literal may hold literals, for balanced brackets go into it as they are: each glyph may be one, so 1,129,167 has
// its ones three deep where 1 happens to be written as an opening bracket.
const deepest = 64;
const nest = (inner: string): string => `\\((?:\\\\[\\s\\S]|[^\\\\()]|${inner})*\\)`;
const literal = Array.from({ length: deepest }).reduce<string>((inner) => nest(inner), "(?!)");
const glyphText = `(?:${literal}|<[0-9A-F]*>)`;
const command = new RegExp(
  [
    "1 0 0 -1 (?<x>[\\d.-]+) (?<y>[\\d.-]+) cm",
    "/(?<font>f\\d+) [\\d.]+ Tf",
    `\\[(?<glyphs>(?:${glyphText}|[^\\]()<>])*)\\] TJ`,
    `(?<glyph>${glyphText}) Tj`,
  ].join("|"),
  "g",
);

const readRuns = (objects: Objects, page: string): Run[] => {
  const fonts = readFonts(objects, page);
  const content = streamOf(objects, /\/Contents (\d+) 0 R/.exec(page)?.[1] ?? "");
  const runs: Run[] = [];
  let place = { x: 0, y: 0 };
  let letters: ReadonlyMap<number, string> = new Map();
  for (const { groups = {} } of content.matchAll(command)) {
    if (groups.x) place = { x: Number(groups.x), y: Number(groups.y) };
    else if (groups.font) letters = fonts.get(groups.font) ?? new Map();
    else runs.push({ ...place, text: readGlyphs(groups.glyphs ?? groups.glyph ?? "", letters) });
  }
  return runs;
};

const readFonts = (objects: Objects, page: string): Map<string, ReadonlyMap<number, string>> =>
  new Map(
    [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = "", id = ""]) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1] ?? "";
      return [name, readLetters(streamOf(objects, map))];
    }),
  );

const readLetters = (map: string): ReadonlyMap<number, string> =>
  new Map(
    [...map.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)].map(([, glyph = "", letters = ""]) => [
      Number.parseInt(glyph, 16),
      Buffer.from(letters, "hex").swap16().toString("utf16le"),
    ]),
  );

const readGlyphs = (array: string, letters: ReadonlyMap<number, string>): string => {
  const codes = [...array.matchAll(new RegExp(glyphText, "g"))].map(([text]) => bytesOf(text)).join("");
  const glyphs = Buffer.from(codes, "latin1");
  return Array.from({ length: glyphs.length / 2 }, (_, at) => letters.get(glyphs.readUInt16BE(at * 2)) ?? "?").join("");
};

const bytesOf = (text: string): string => {
  const inside = text.slice(1, -1);
  return text.startsWith("<") ? Buffer.from(inside, "hex").toString("latin1") : unescapeString(inside);
};

const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

const unescapeString = (text: string): string =>
  text.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_whole, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (named[code] ?? code),
  );

const toLines = (runs: readonly Run[]): string[] => {
  const lines: Run[][] = [];
  for (const run of [...runs].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.find(([first]) => first && Math.abs(first.y - run.y) < sameLinePoints);
    if (line) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) =>
    line
      .sort((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join("  "),
  );
};
