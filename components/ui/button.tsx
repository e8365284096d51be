import type { ComponentProps } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style";

type ButtonProps = ComponentProps<"button"> & ButtonStyle;

export function Button({ kind, size, width, className, type = "submit", ...rest }: ButtonProps) {
  return <button type={type} className={buttonStyle({ kind, size, width, className })} {...rest} />;
}
