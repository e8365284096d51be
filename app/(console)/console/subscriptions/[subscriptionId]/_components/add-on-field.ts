/** What the names of the fields begin with that say how many of an add-on there are to be. */
export const addOnField = "addOn:";
