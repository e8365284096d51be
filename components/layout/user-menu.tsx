"use client";

import { Popover } from "@base-ui/react/popover";
import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";

export type UserMenuProps = {
  name: string;
  /** Under the name in the console: the role. */
  note?: string;
  openLabel: string;
  place: "header" | "rail";
  /** The popup is drawn outside of the shell, and takes its measures along. */
  density: "account" | "console";
  children: ReactNode;
};

export function UserMenu({ name, note, openLabel, place, density, children }: UserMenuProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${openLabel}: ${name}`}
        className={clsx(
          "flex min-h-11 items-center gap-2.5 rounded-control text-left text-text hover:bg-sunken max-sm:min-w-11 max-sm:justify-center sm:px-2",
          place === "rail" && "w-full",
        )}
      >
        <Avatar name={name} />
        <span className={place === "header" ? "text-sm font-medium max-sm:hidden" : "min-w-0 flex-1"}>
          <span className="block truncate font-medium">{name}</span>
          {note && <span className="block text-micro text-text-2">{note}</span>}
        </span>
        <ChevronDown
          aria-hidden
          size={16}
          strokeWidth={1.75}
          className={place === "header" ? "max-sm:hidden" : "rotate-180"}
        />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-40">
          <Popover.Popup
            aria-label={openLabel}
            data-density={density}
            className="w-60 rounded-[8px] border border-border bg-surface p-3 text-sm shadow-pop transition-opacity duration-180 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
