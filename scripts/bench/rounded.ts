export const rounded = (value: number, decimals = 2): number => Number(value.toFixed(decimals));
