import type { ComponentProps, ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { describedBy, Field } from "./field";

type SelectFieldProps = Omit<ComponentProps<"select">, "id"> & {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
};

export function SelectField({ id, label, hint, error, name = id, ...rest }: SelectFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Select
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint)}
        {...rest}
      />
    </Field>
  );
}
