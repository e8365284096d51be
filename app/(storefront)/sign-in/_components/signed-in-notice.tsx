import { UserCheck } from "lucide-react";
import type { Route } from "next";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { words } from "../words";

export function SignedInNotice({ name, goOnTo }: { name: string; goOnTo: string }) {
  return (
    <Notice
      tone="info"
      icon={<UserCheck aria-hidden size={20} strokeWidth={1.75} />}
      title={words("signedIn.title", { name })}
      action={<LinkButton href={goOnTo as Route}>{words("signedIn.goOn", { name })}</LinkButton>}
      className="mb-8"
    >
      {words("signedIn.body")}
    </Notice>
  );
}
