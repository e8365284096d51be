import type { Route } from "next";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { words } from "../words";

type LinkOverProps = {
  /** Whom the link was mailed to; null for one that we never mailed, or have forgotten. */
  sentTo: { email: string; next: string } | null;
  sendCode: (form: FormData) => Promise<void>;
};

export function LinkOver({ sentTo, sendCode }: LinkOverProps) {
  return (
    <form action={sendCode}>
      <h1 className="headline text-h1">{words("link.overTitle")}</h1>
      <p className="mt-2 mb-7 text-text-2">{words("link.overLead")}</p>
      {sentTo ? (
        <>
          <input type="hidden" name="email" value={sentTo.email} />
          <input type="hidden" name="next" value={sentTo.next} />
          <Button kind="primary" width="full" className="break-all whitespace-normal">
            {words("link.resend", { email: sentTo.email })}
          </Button>
        </>
      ) : (
        <LinkButton kind="primary" width="full" href={"/sign-in" as Route}>
          {words("link.start")}
        </LinkButton>
      )}
    </form>
  );
}
