import type { Route } from "next";
import { forbidden, redirect } from "next/navigation";
import { staffContext } from "@/server/auth/request-context";
import { roomHrefs } from "./_components/console-rooms";
import { roomsFor } from "./_data/load-shell";

/** The console opens in the first room that this person may enter. */
export default async function Console() {
  const { actor } = await staffContext();
  const [first] = roomsFor(actor.permissions);
  if (!first) forbidden();
  redirect(roomHrefs[first] as Route);
}
