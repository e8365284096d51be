import type { PlainDate } from "@/server/kernel";

export type ChecklistItem = {
  key: "payment" | "confirmation" | "invoice" | "workspace" | "plan";
  status: "done" | "running" | "delayed";
  at: Date | null;
};

export type WelcomeView = {
  /** False for a bank debit that has not arrived: then nothing on the page says paid. */
  isPaid: boolean;
  totalMinor: bigint;
  currency: string;
  firstName: string | null;
  email: string;
  productName: string;
  /** "Desk Team" */
  planName: string;
  /** "1 seat" is said from it; none where the plan has no seats. */
  seats: number;
  orderNumber: string;
  invoice: { number: string; pdfHref: string } | null;
  /** "Visa ending 4242"; null where nothing was due. */
  paidWith: string | null;
  workspaceHref: string | null;
  calendarHref: string | null;
  checklist: readonly ChecklistItem[];
  today: PlainDate;
  /** The account's billing time zone. */
  zone: string;
  withdrawUntil: PlainDate | null;
  renewal: { on: PlainDate; interval: "month" | "year"; totalMinor: bigint } | null;
  seller: { name: string; city: string };
  viewer: { isSignedIn: boolean };
};

export const isSettled = (view: WelcomeView) => view.isPaid && view.checklist.every(({ status }) => status === "done");
