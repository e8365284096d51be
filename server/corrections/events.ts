export const creditNotePosted = "corrections/credit-note.posted";
export const invoiceVoided = "corrections/invoice.voided";
export const invoiceWrittenOff = "corrections/invoice.written-off";
export const refundSucceeded = "corrections/refund.succeeded";
