import { z } from "zod";

export const conformanceCase = z.object({
  id: z.string().min(1),
  op: z.string().min(1),
  input: z.record(z.string(), z.unknown()),
  conventions: z.record(z.string(), z.unknown()).default({}),
  expected: z.unknown(),
});

export type ConformanceCase = z.infer<typeof conformanceCase>;

export const conformanceFile = z.array(conformanceCase);
