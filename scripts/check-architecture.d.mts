export type Violation = { readonly rule: { readonly name: string }; readonly from: string; readonly to: string };

export declare const cruise: (
  directory: string,
  pass: string,
) => { readonly violations: readonly Violation[]; readonly totalCruised: number };
