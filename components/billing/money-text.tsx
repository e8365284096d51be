import { clsx } from "clsx";
import { formatMoney, type MoneyFormat } from "./format-money";

type MoneyTextProps = MoneyFormat & {
  minor: bigint;
  currency: string;
  testId?: string;
  className?: string;
};

export function MoneyText({ minor, currency, testId, className, ...format }: MoneyTextProps) {
  return (
    <data className={clsx("money", className)} value={minor.toString()} data-ccy={currency} data-testid={testId}>
      {formatMoney(minor, currency, format)}
    </data>
  );
}
