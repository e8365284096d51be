import type { ReactNode } from "react";
import { look } from "./mail-look";

export type Fact = {
  readonly key: string;
  readonly term: string;
  readonly value: ReactNode;
  readonly isTotal?: boolean;
  readonly isReference?: boolean;
};

/** By this, the plain text knows a table of facts from the tables that hold the page. */
export const factsClass = "facts";

/** What a mail states, one fact a row: amounts, days and references. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <table className={factsClass} style={look.facts}>
      <tbody>
        {facts.map(({ key, term, value, isTotal, isReference }) => (
          <tr key={key}>
            <th scope="row" style={isTotal ? { ...look.term, ...look.total } : look.term}>
              {term}
            </th>
            <td style={{ ...look.value, ...(isTotal ? look.total : {}), ...(isReference ? look.reference : {}) }}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
