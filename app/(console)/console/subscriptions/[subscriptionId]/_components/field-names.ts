/** Before the key of an add-on, or the id of a charge, in the name of its field. */
export const addOnField = "add-on:";
export const priceField = "price:";
