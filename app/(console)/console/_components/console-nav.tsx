"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type NavGroup = {
  key: string;
  label: string;
  icon: ReactNode;
  rooms: ReadonlyArray<{ href: string; label: string }>;
};

type Room = NavGroup["rooms"][number];

const home = "/console";

// Every room lies below the first one, which is only itself.
const isIn = (path: string, { href }: Room) => path === href || (href !== home && path.startsWith(`${href}/`));

function RoomLinks({ rooms, path }: { rooms: NavGroup["rooms"]; path: string }) {
  return (
    <ul>
      {rooms.map((room) => (
        <li key={room.href}>
          <Link
            href={room.href as Route}
            aria-current={isIn(path, room) ? "page" : undefined}
            className="flex min-h-7 items-center rounded-control pr-2 pl-[38px] text-small font-medium text-text-2 no-underline hover:text-text aria-[current=page]:bg-brand-soft aria-[current=page]:font-semibold aria-[current=page]:text-brand pointer-coarse:min-h-11"
          >
            {room.label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function ConsoleNav({ label, groups }: { label: string; groups: readonly NavGroup[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="flex-1 overflow-y-auto p-2">
      <ul className="flex flex-col gap-px">
        {groups.map(({ key, label: name, icon, rooms }) => {
          const isOpen = rooms.some((room) => isIn(path, room));
          const Chevron = isOpen ? ChevronDown : ChevronRight;
          const first = rooms[0]?.href ?? home;
          const isAlone = first === home;
          return (
            <li key={key}>
              <Link
                href={first as Route}
                data-open={isOpen}
                aria-current={isAlone && isOpen ? "page" : undefined}
                className="flex min-h-8 items-center gap-2.5 rounded-control px-3.5 text-small font-medium text-text-2 no-underline hover:text-text data-[open=true]:font-semibold data-[open=true]:text-text aria-[current=page]:bg-brand-soft aria-[current=page]:text-brand pointer-coarse:min-h-11"
              >
                {icon}
                <span className="flex-1">{name}</span>
                {!isAlone && <Chevron aria-hidden size={16} strokeWidth={1.75} className="text-text-3" />}
              </Link>
              {isOpen && !isAlone && <RoomLinks rooms={rooms} path={path} />}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
