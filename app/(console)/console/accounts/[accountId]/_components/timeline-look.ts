import {
  CreditCard,
  FileText,
  KeyRound,
  type LucideIcon,
  Mail,
  PackageCheck,
  ReceiptText,
  ShieldQuestionMark,
  ShoppingCart,
  UserPlus,
} from "lucide-react";
import type { TimelineEvent } from "@/server/support";

type Tone = "plain" | "success" | "danger";

/** Only what came of money is coloured. */
export const toneClass: Readonly<Record<Tone, string>> = {
  plain: "border-border bg-surface text-text-2",
  success: "border-transparent bg-success-soft text-success",
  danger: "border-transparent bg-danger-soft text-danger",
};

export const timelineLook: Readonly<Record<TimelineEvent["kind"], { icon: LucideIcon; tone: Tone }>> = {
  account_opened: { icon: UserPlus, tone: "plain" },
  member_added: { icon: UserPlus, tone: "plain" },
  entitlements_granted: { icon: KeyRound, tone: "plain" },
  access_planned: { icon: PackageCheck, tone: "plain" },
  order_placed: { icon: ShoppingCart, tone: "plain" },
  order_completed: { icon: ShoppingCart, tone: "plain" },
  subscription_created: { icon: ReceiptText, tone: "plain" },
  invoice_posted: { icon: FileText, tone: "plain" },
  payment_succeeded: { icon: CreditCard, tone: "success" },
  payment_failed: { icon: CreditCard, tone: "danger" },
  payment_needs_approval: { icon: ShieldQuestionMark, tone: "plain" },
  mail_sent: { icon: Mail, tone: "plain" },
};
