import type { ComponentProps } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style";
import { Link } from "./link";

type LinkButtonProps = ComponentProps<typeof Link> & ButtonStyle;

export function LinkButton({ kind, size, width, className, ...rest }: LinkButtonProps) {
  return <Link className={buttonStyle({ kind, size, width, className })} {...rest} />;
}
