import {
  Ban,
  CalendarClock,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleX,
  Clock,
  Hand,
  type LucideIcon,
  Pause,
  RotateCw,
  Send,
  ShieldQuestionMark,
  Undo2,
} from "lucide-react";
import type { BadgeTone } from "@/components/ui/badge";

type StatusLook = { tone: BadgeTone; icon: LucideIcon; wordsForCustomer?: true };

/**
 * Every state that any screen names, with its one look. The words stand under the same keys in the billing catalog;
 * where customers are told another word than staff, it stands under `customer`.
 */
export const statusDictionary = {
  subscription: {
    trialing: { tone: "info", icon: Clock },
    active: { tone: "success", icon: CircleCheck },
    overdue: { tone: "danger", icon: CircleAlert },
    paused: { tone: "neutral", icon: Pause },
    suspended: { tone: "danger", icon: Ban },
    ending: { tone: "warning", icon: CalendarClock },
    ended: { tone: "neutral", icon: CircleMinus },
    scheduled: { tone: "scheduled", icon: CalendarClock },
    awaiting_payment: { tone: "warning", icon: Clock },
  },
  invoice: {
    draft: { tone: "neutral", icon: CircleDashed },
    held: { tone: "warning", icon: Hand },
    open: { tone: "info", icon: Clock },
    overdue: { tone: "danger", icon: CircleAlert },
    partly_paid: { tone: "warning", icon: CircleDashed },
    paid: { tone: "success", icon: CircleCheck },
    credited: { tone: "neutral", icon: CircleMinus },
    credit_note: { tone: "neutral", icon: Undo2 },
    voided: { tone: "neutral", icon: Ban, wordsForCustomer: true },
    written_off: { tone: "neutral", icon: CircleMinus, wordsForCustomer: true },
  },
  credit_note: {
    posted: { tone: "neutral", icon: Undo2 },
  },
  payment: {
    created: { tone: "info", icon: Clock, wordsForCustomer: true },
    requires_action: { tone: "warning", icon: ShieldQuestionMark },
    submitted: { tone: "info", icon: Clock },
    unknown: { tone: "warning", icon: Clock },
    succeeded: { tone: "success", icon: CircleCheck },
    settled: { tone: "success", icon: CircleCheck, wordsForCustomer: true },
    failed: { tone: "danger", icon: CircleX },
    refunded: { tone: "neutral", icon: Undo2 },
    disputed: { tone: "danger", icon: CircleAlert },
  },
  refund: {
    awaiting_approval: { tone: "warning", icon: Hand, wordsForCustomer: true },
    sent: { tone: "info", icon: Send },
    arrived: { tone: "success", icon: CircleCheck },
    failed: { tone: "danger", icon: CircleX },
  },
  order: {
    draft: { tone: "neutral", icon: CircleDashed },
    awaiting_payment: { tone: "warning", icon: Clock },
    payment_failed: { tone: "danger", icon: CircleX },
    completed: { tone: "success", icon: CircleCheck },
    canceled: { tone: "neutral", icon: Ban },
  },
  recovery: {
    retrying: { tone: "warning", icon: RotateCw },
    promised: { tone: "scheduled", icon: CalendarClock },
    recovered: { tone: "success", icon: CircleCheck },
    stopped: { tone: "neutral", icon: CircleMinus },
  },
  rate_plan: {
    on_sale: { tone: "success", icon: CircleCheck },
    off_sale: { tone: "neutral", icon: CircleMinus },
    draft: { tone: "neutral", icon: CircleDashed },
    retired: { tone: "neutral", icon: Ban },
  },
  entitlement: {
    on: { tone: "success", icon: CircleCheck },
    pending: { tone: "info", icon: Clock },
    over_limit: { tone: "danger", icon: CircleAlert },
    grace: { tone: "warning", icon: Clock },
    off: { tone: "neutral", icon: CircleMinus },
  },
  provisioning: {
    pending: { tone: "info", icon: Clock },
    done: { tone: "success", icon: CircleCheck },
    failed: { tone: "danger", icon: CircleX, wordsForCustomer: true },
  },
  mail: {
    queued: { tone: "info", icon: Clock },
    sent: { tone: "success", icon: CircleCheck },
    failed: { tone: "danger", icon: CircleX },
  },
  proof: {
    passed: { tone: "success", icon: CircleCheck },
    failed: { tone: "danger", icon: CircleAlert },
    pending: { tone: "info", icon: Clock },
  },
} as const satisfies Record<string, Record<string, StatusLook>>;

export type StatusObject = keyof typeof statusDictionary;
export type StatusOf<Kind extends StatusObject> = keyof (typeof statusDictionary)[Kind] & string;

type Looks = { readonly [Kind in StatusObject]: Readonly<Record<StatusOf<Kind>, StatusLook>> };

export function statusLook<Kind extends StatusObject>(object: Kind, status: StatusOf<Kind>): StatusLook {
  const looks: Looks = statusDictionary;
  return looks[object][status];
}
