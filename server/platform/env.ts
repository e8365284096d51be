import { z } from "zod";

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  DATA_DIR: z.string().min(1),
  APP_ORIGIN: z.url(),
  AUTH_SECRET: z.string().min(16),
  SIMULATORS_ORIGIN: z.url(),
  GATEWAY_API_KEY: z.string().min(1),
  GATEWAY_WEBHOOK_SECRET: z.string().min(1),
  PRODUCT_API_KEY: z.string().min(1),
  DEMO_SIGN_IN: z.enum(["0", "1"]).default("0"),
  EMBEDDED_EXECUTOR: z.enum(["0", "1"]).default("1"),
  WORKER_PORT: z.coerce.number().int().default(3003),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: z.coerce.number().int().optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM: z.string().optional(),
});

export type Env = z.infer<typeof environment>;

let known: Env | null = null;

export const env = (): Env => {
  if (known) return known;
  const result = environment.safeParse(process.env);
  if (!result.success) {
    const names = result.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(`The environment is incomplete: ${names}. Start with npm start, or see .env.example.`);
  }
  known = result.data;
  return known;
};
