import { formatRational } from "@/server/kernel";
import type { ChargePrice } from "./charge-price";
import { readEventPrice, writeEventPrice } from "./write-event-price";
import { type Fields, figure, optionalFigure, orNull, unreadable } from "./written-figures";

/** A price as it is kept with a charge or a line: each figure an exact text. */
export type WrittenPrice = Readonly<Record<string, unknown>> & { readonly model: ChargePrice["model"] };

export const writePrice = (price: ChargePrice): WrittenPrice => {
  const { model } = price;
  switch (model) {
    case "flat":
      return { model, price: formatRational(price.amount) };
    case "per_unit":
      return { model, price: formatRational(price.unitPrice) };
    case "package":
      return {
        model,
        price: formatRational(price.price),
        size: formatRational(price.size),
        free: formatRational(price.free),
      };
    case "graduated_blocks":
    case "volume_blocks":
      return {
        model,
        tiers: price.tiers.map(({ blockSize, maxBlocks, blockPrice }) => ({
          block_size: formatRational(blockSize),
          max_blocks: orNull(maxBlocks),
          block_price: formatRational(blockPrice),
        })),
      };
    case "carried":
      return { model };
    case "percentage":
    case "matrix":
      return writeEventPrice(price);
    default:
      return {
        model,
        block: orNull(price.block),
        tiers: price.tiers.map(({ upTo, unitPrice, flatFee, cap }) => ({
          up_to: orNull(upTo),
          unit_price: formatRational(unitPrice),
          flat_fee: formatRational(flatFee),
          cap: orNull(cap),
        })),
      };
  }
};

const tiersOf = (fields: Fields): readonly Fields[] => {
  if (!Array.isArray(fields.tiers)) throw unreadable("tiers");
  return fields.tiers;
};

const tieredModels = ["graduated", "volume", "stairstep", "stairstep_cumulative", "graduated_percentage"] as const;
const blockModels = ["graduated_blocks", "volume_blocks"] as const;

/** The price that `writePrice` wrote. Refuses what is none. */
export const readPrice = (fields: Fields): ChargePrice => {
  const { model } = fields;
  if (model === "flat") return { model, amount: figure(fields, "price") };
  if (model === "per_unit") return { model, unitPrice: figure(fields, "price") };
  if (model === "package") {
    return { model, price: figure(fields, "price"), size: figure(fields, "size"), free: figure(fields, "free") };
  }
  if (model === "carried") return { model };
  const ofEvents = readEventPrice(fields);
  if (ofEvents) return ofEvents;
  const ofBlocks = blockModels.find((name) => name === model);
  if (ofBlocks) return { model: ofBlocks, tiers: tiersOf(fields).map(readBlockTier) };
  const tiered = tieredModels.find((name) => name === model);
  if (!tiered) throw unreadable("model");
  return { model: tiered, block: optionalFigure(fields, "block"), tiers: tiersOf(fields).map(readTier) };
};

const readTier = (tier: Fields) => ({
  upTo: optionalFigure(tier, "up_to"),
  unitPrice: figure(tier, "unit_price"),
  flatFee: figure(tier, "flat_fee"),
  cap: optionalFigure(tier, "cap"),
});

const readBlockTier = (tier: Fields) => ({
  blockSize: figure(tier, "block_size"),
  maxBlocks: optionalFigure(tier, "max_blocks"),
  blockPrice: figure(tier, "block_price"),
});
