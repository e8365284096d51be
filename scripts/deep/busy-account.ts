/** The account of the big company whose page is the longest. */
export const busyName = "Busiest Harbor";
