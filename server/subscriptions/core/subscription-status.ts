const notGoingOn = new Set(["draft", "canceled", "expired"]);

/** Whether something is still to be billed for, now or after a pause. */
export const goesOn = ({ status }: { readonly status: string }): boolean => !notGoingOn.has(status);
