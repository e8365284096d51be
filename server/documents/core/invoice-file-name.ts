/** Alderpost-INV-2026-0000001.pdf */
export const invoiceFileName = (number: string): string => `Alderpost-${number}.pdf`;
