/** Ids are `<run>:<position>`: one range of a run that waits for a biller. */
export const billRunRangeOpened = "billing/bill-run-range.opened";
export const billRunCompleted = "billing/bill-run.completed";
