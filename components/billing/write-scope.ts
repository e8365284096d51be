/** What credit may pay for, in words: "Desk, Flow runs" for `family:desk` and `meter:flow_runs`. */
export const writeScope = (scope: readonly string[]): string => scope.map(writeLabel).join(", ");

export const writeLabel = (label: string): string => {
  const words = label.slice(label.indexOf(":") + 1).replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
