import { z } from "zod";

const news = [
  "saved",
  "known",
  "paid",
  "declined",
  "checking",
  "not_saved",
  "chosen",
  "removed",
  "last",
  "unavailable",
] as const;

const searchParams = z.object({
  news: z.enum(news).nullable().catch(null),
  /** The card that the news is about. */
  card: z
    .string()
    .regex(/^pym_\w{1,40}$/)
    .nullable()
    .catch(null),
});

export type News = z.infer<typeof searchParams>;

export const readNews = (params: Record<string, string | string[] | undefined>): News => searchParams.parse(params);

export const newsHref = (told: NonNullable<News["news"]>, card: string | null = null): string =>
  `/account/payment-methods?${new URLSearchParams({ news: told, ...(card ? { card } : {}) })}`;
