import { formatRational, parseRational } from "@/server/kernel";
import type { UnitParcel } from "@/server/rating/core";
import { readPoint, type WrittenPoint, writePoint } from "./stored-point";

export type WrittenParcel = { units: string; until: WrittenPoint | null };

export const writeParcels = (parcels: readonly UnitParcel[]): WrittenParcel[] =>
  parcels.map(({ units, until }) => ({ units: formatRational(units), until: until && writePoint(until) }));

export const readParcels = (written: readonly WrittenParcel[]): UnitParcel[] =>
  written.map(({ units, until }) => ({ units: parseRational(units), until: until && readPoint(until) }));
