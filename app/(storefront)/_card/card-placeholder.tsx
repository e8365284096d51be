import { Skeleton } from "@/components/ui/skeleton";

type Place = "number" | "expiry" | "code" | "name";

/** What stands where the gateway's fields will be. */
export function CardPlaceholder({ fields }: { fields: readonly Place[] }) {
  const field = "mt-1.5 h-12 rounded-control";
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-5 p-1">
      {fields.map((name) => (
        <div key={name} className={name === "number" || name === "name" ? "col-span-2" : ""}>
          <Skeleton className="h-5 w-24" />
          <Skeleton className={field} />
        </div>
      ))}
    </div>
  );
}
