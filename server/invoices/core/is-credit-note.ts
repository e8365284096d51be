/** Whether a document gives back more than it charges, and is numbered as a credit note for that. */
export const isCreditNote = (
  { series }: { readonly series: string },
  { creditNoteSeries }: { readonly creditNoteSeries: string },
): boolean => series === creditNoteSeries;
