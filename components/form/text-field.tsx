import type { ComponentProps, ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { describedBy, Field } from "./field";

type TextFieldProps = Omit<ComponentProps<"input">, "id"> & {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
};

export function TextField({ id, label, hint, error, name = id, ...rest }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Input
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint)}
        {...rest}
      />
    </Field>
  );
}
