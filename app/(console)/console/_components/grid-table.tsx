import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { tableRoles } from "@/components/ui/table-roles";

type Align = "left" | "right";

export function GridTable({ className, ...rest }: ComponentProps<"table">) {
  return <table className={clsx("w-full border-collapse text-table", className)} {...rest} />;
}

export type GridColumn = {
  key: string;
  label: ReactNode;
  align?: Align;
  /** Left out where there is little room. */
  isWide?: boolean;
};

export const wideOnly = "max-md:hidden";

export function GridHead({ columns, className }: { columns: ReadonlyArray<GridColumn>; className?: string }) {
  return (
    <thead {...tableRoles.group} className={className}>
      <tr {...tableRoles.row}>
        {columns.map(({ key, label, align, isWide }) => (
          <th
            key={key}
            {...tableRoles.columnHead}
            scope="col"
            className={clsx(
              "h-8 px-2 text-micro font-medium whitespace-nowrap text-text-3 first:pl-0 last:pr-0",
              align === "right" ? "text-right" : "text-left",
              isWide && wideOnly,
            )}
          >
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function GridRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={clsx("border-t border-row-sep", className)} {...rest} />;
}

type GridCellProps = Omit<ComponentProps<"td">, "align"> & { align?: Align };

export function GridCell({ align, className, ...rest }: GridCellProps) {
  return (
    <td
      className={clsx("h-9 px-2 py-1.5 first:pl-0 last:pr-0", align === "right" && "text-right", className)}
      {...rest}
    />
  );
}
