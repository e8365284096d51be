export const mailQueued = "notifications/mail.queued";
