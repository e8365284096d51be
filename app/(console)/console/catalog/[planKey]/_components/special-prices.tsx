import { useTranslations } from "next-intl";
import { TableScroll } from "@/components/ui/table-scroll";
import { countryName } from "@/server/documents/core";
import type { ChargeInPlan, SpecialPriceInList } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { usePriceWords } from "../../_components/price-words";

type Scope = SpecialPriceInList["onlyFor"];

/** "Segment nonprofit in Denmark, Finland and Sweden, ordering online": whom a price is for. */
export function useScopeWords() {
  const t = useTranslations("catalog.plan.special");
  const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

  const sayCustomer = ({ region, countries, segment }: Scope): string | null => {
    if (region === null) return segment && t("ofSegment", { segment });
    const names = list.format(countries.map(countryName));
    const isGroup = countries.length > 1 || countries[0] !== region;
    const where = isGroup ? t("group", { region, countries: names }) : names;
    return segment === null ? t("inRegion", { where }) : t("both", { segment, where });
  };

  return (scope: Scope): string => {
    const { channel } = scope;
    const who = sayCustomer(scope);
    if (channel === null) return who ?? "";
    return who === null ? t("ofChannel", { channel }) : t("through", { who, channel });
  };
}

/** Who pays another price than everybody, the most special first: whoever is meant by several pays the first. */
export function SpecialPrices({ charge }: { charge: ChargeInPlan }) {
  const t = useTranslations("catalog.plan.special");
  const words = usePriceWords();
  const who = useScopeWords();
  if (charge.special.length === 0) return null;
  return (
    <div className="mt-3">
      <TableScroll label={t("title", { name: charge.name })}>
        <GridTable>
          <GridHead
            columns={[
              { key: "who", label: t("who") },
              { key: "term", label: t("term") },
              { key: "price", label: t("price"), align: "right" },
            ]}
          />
          <tbody>
            {charge.special.map(({ onlyFor, interval, currency, price }) => (
              <GridRow key={`${who(onlyFor)} ${words.every(interval)} ${currency}`} data-testid="row-special-price">
                <GridCell className="font-medium">{who(onlyFor)}</GridCell>
                <GridCell className="text-text-2">{words.every(interval)}</GridCell>
                <GridCell align="right">
                  {price.parts.map((part) => (
                    <span key={words.line(part, currency)} className="block">
                      {words.line(part, currency)}
                    </span>
                  ))}
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      </TableScroll>
      <p className="mt-1.5 text-small text-text-2">{t("order")}</p>
    </div>
  );
}
