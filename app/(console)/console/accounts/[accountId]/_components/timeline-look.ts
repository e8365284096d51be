import {
  CircleX,
  CreditCard,
  FileMinus,
  FileText,
  FileX,
  Hand,
  KeyRound,
  LogIn,
  type LucideIcon,
  Mail,
  PackageCheck,
  ReceiptText,
  ShieldQuestionMark,
  ShoppingCart,
  Undo2,
  UserPlus,
} from "lucide-react";
import type { TimelineEvent } from "@/server/support";

type Tone = "plain" | "success" | "danger";

/** Only what came of money, and what the product refused, is coloured. */
export const toneClass: Readonly<Record<Tone, string>> = {
  plain: "border-border bg-surface text-text-2",
  success: "border-transparent bg-success-soft text-success",
  danger: "border-transparent bg-danger-soft text-danger",
};

export const timelineLook: Readonly<Record<TimelineEvent["kind"], { icon: LucideIcon; tone: Tone }>> = {
  "accounts:open": { icon: UserPlus, tone: "plain" },
  "accounts:revise": { icon: UserPlus, tone: "plain" },
  "people:add_member": { icon: UserPlus, tone: "plain" },
  "entitlements:grant": { icon: KeyRound, tone: "plain" },
  "entitlements:end": { icon: KeyRound, tone: "plain" },
  "provisioning:plan": { icon: PackageCheck, tone: "plain" },
  access_done: { icon: PackageCheck, tone: "plain" },
  access_failed: { icon: CircleX, tone: "danger" },
  "orders:place": { icon: ShoppingCart, tone: "plain" },
  "orders:place_again": { icon: ShoppingCart, tone: "plain" },
  "orders:complete": { icon: ShoppingCart, tone: "plain" },
  "orders:expire": { icon: ShoppingCart, tone: "plain" },
  "subscriptions:create": { icon: ReceiptText, tone: "plain" },
  sign_in: { icon: LogIn, tone: "plain" },
  staff_action: { icon: Hand, tone: "plain" },
  invoice_posted: { icon: FileText, tone: "plain" },
  credit_note_posted: { icon: FileMinus, tone: "plain" },
  invoice_voided: { icon: FileX, tone: "plain" },
  invoice_written_off: { icon: FileX, tone: "plain" },
  refund_submitted: { icon: Undo2, tone: "plain" },
  refund_unknown: { icon: ShieldQuestionMark, tone: "plain" },
  refund_succeeded: { icon: Undo2, tone: "plain" },
  refund_failed: { icon: CircleX, tone: "danger" },
  payment_succeeded: { icon: CreditCard, tone: "success" },
  payment_unapplied: { icon: CreditCard, tone: "success" },
  payment_settled: { icon: CreditCard, tone: "success" },
  payment_failed: { icon: CreditCard, tone: "danger" },
  payment_requires_action: { icon: ShieldQuestionMark, tone: "plain" },
  payment_unknown: { icon: ShieldQuestionMark, tone: "plain" },
  payment_canceled: { icon: CreditCard, tone: "plain" },
  mail_written: { icon: Mail, tone: "plain" },
};
