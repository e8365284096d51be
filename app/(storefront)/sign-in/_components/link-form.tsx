import { Button } from "@/components/ui/button";
import { words } from "../words";

type LinkFormProps = {
  token: string;
  email: string;
  next: string;
  followLink: (form: FormData) => Promise<void>;
};

/** What a mailed link opens: looking at it signs nobody in, pressing its button does. */
export function LinkForm({ token, email, next, followLink }: LinkFormProps) {
  return (
    <form action={followLink}>
      <h1 className="headline text-h1 wrap-anywhere">{words("link.title", { email })}</h1>
      <p className="mt-2 mb-7 text-text-2">{words("link.lead")}</p>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
      <Button kind="primary" width="full" autoFocus>
        {words("link.submit")}
      </Button>
    </form>
  );
}
