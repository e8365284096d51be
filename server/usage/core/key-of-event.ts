/** Whom or what an event is about, by the property that its meter takes keys from; null where it does not say. */
export const keyOfEvent = (
  properties: Readonly<Record<string, string | number | boolean>> | null,
  keyProperty: string | null,
): string | null => {
  const said =
    keyProperty === null || !properties || !Object.hasOwn(properties, keyProperty) ? "" : properties[keyProperty];
  return String(said ?? "") === "" ? null : String(said);
};
