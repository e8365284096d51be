/** Whether a key is one that people read and type: 2 to 40 small letters, digits and hyphens, a letter first. */
export const isSlug = (key: string): boolean => /^[a-z][a-z0-9-]{1,39}$/.test(key);
