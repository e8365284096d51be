export * from "./deliver-mails";
export * from "./events";
export * from "./list-mails";
export type { Mail, MailSummary } from "./mails-store";
export * from "./queue-change-mails";
export * from "./queue-invoice-mails";
export * from "./queue-order-mails";
export * from "./queue-payment-mails";
export * from "./queue-sign-in-mail";
