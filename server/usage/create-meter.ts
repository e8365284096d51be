import { z } from "zod";
import { meterAggregations } from "@/server/catalog/core";
import { DomainError } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { insertMeter, type Meter } from "./meters-store";

const createMeterInput = z
  .strictObject({
    sellerId: z.string().min(1).max(60),
    key: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, "Send lower-case letters, digits and _, such as api_calls."),
    name: z.string().trim().min(1).max(100),
    unitLabel: z.string().trim().min(1).max(40),
    aggregation: z.enum(meterAggregations),
    /** The property of an event whose different values are counted. */
    keyProperty: z.string().min(1).max(60).optional(),
  })
  .refine(({ aggregation, keyProperty }) => (aggregation === "count_unique") === (keyProperty !== undefined), {
    path: ["keyProperty"],
    message: "A meter that counts different keys names the property of its events that holds them, and no other does.",
  });

export type CreateMeterInput = z.infer<typeof createMeterInput>;

/** Says what is counted for a seller. Its key is what events and charges name it by. */
export const createMeter = async (ctx: ServiceContext, input: CreateMeterInput): Promise<Meter> => {
  const { keyProperty = null, ...checked } = createMeterInput.parse(input);
  return inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "meters:create");
    const meter: Meter = { id: makeId("mtr"), ...checked, keyProperty, createdAt: inner.now };
    if (!(await insertMeter(inner, meter))) {
      const message = `There is a meter ${meter.key} already. Give this one another key.`;
      throw new DomainError("conflict", "meter.key_taken", message, { field: "key" });
    }
    await recordAudit(inner, { action: "usage:create_meter", accountId: null, subjectIds: [meter.id] });
    return meter;
  });
};
