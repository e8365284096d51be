import fs from "node:fs";
import path from "node:path";
import { type ConformanceCase, conformanceFile } from "./conformance-case";

const inByteOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const filesIn = (place: string): string[] => {
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs
    .readdirSync(place)
    .sort(inByteOrder)
    .map((name) => path.join(place, name))
    .flatMap((inside) => (fs.statSync(inside).isDirectory() || inside.endsWith(".json") ? filesIn(inside) : []));
};

/** Every case of the files, folders read recursively, names in byte order. */
export const readCases = (places: readonly string[]): ConformanceCase[] =>
  places.flatMap(filesIn).flatMap((file) => conformanceFile.parse(JSON.parse(fs.readFileSync(file, "utf8"))));
