export type Facet = { readonly key: string; readonly count: number };

/** How many rows share one value in each dimension. */
export type CountedGroup<Dimension extends string> = Readonly<Record<Dimension, string>> & { readonly count: number };

export type Choice<Dimension extends string> = Readonly<Record<Dimension, string | null>>;

/** Whether a group is let through by what was chosen, one dimension left out of it if asked. */
export const isChosen = <Dimension extends string>(
  group: Readonly<Record<Dimension, string>>,
  chosen: Choice<Dimension>,
  dimensions: readonly Dimension[],
  except?: Dimension,
): boolean =>
  dimensions.every(
    (dimension) => dimension === except || chosen[dimension] === null || chosen[dimension] === group[dimension],
  );

/** What choosing each value of a dimension would show, with every other choice as it is. */
export const countFacet = <Dimension extends string>(
  groups: readonly CountedGroup<Dimension>[],
  chosen: Choice<Dimension>,
  dimensions: readonly Dimension[],
  dimension: Dimension,
): Facet[] => {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const count = isChosen(group, chosen, dimensions, dimension) ? group.count : 0;
    counts.set(group[dimension], (counts.get(group[dimension]) ?? 0) + count);
  }
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => (a.key < b.key ? -1 : 1));
};
