import { CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { describedBy, Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { CheckoutView } from "./checkout-view";
import { CodeSync } from "./code-sync";

const codesMax = 3;
// Not "code", which is what a card has on its back.
const codeFieldId = "promotionCode";

/** Folded away, so that nobody without a code goes looking for one. Everything works as a form without a script. */
export function CodeField({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout.code");
  const url = `/checkout/${view.id}/code`;
  return (
    <div id="codes" className="mt-5">
      {view.lostCodes.map(({ key, message }) => (
        <div key={key} role="alert" className="mb-3">
          <Notice
            tone="warning"
            icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />}
            title={message}
            action={<Remove code={key} url={url} />}
          >
            {t("lost")}
          </Notice>
        </div>
      ))}
      <ul className="flex flex-wrap gap-2 empty:hidden">
        {view.codes.map(({ key }) => (
          <li key={key}>
            <Remove code={key} url={url} />
          </li>
        ))}
      </ul>
      {view.codes.length + view.lostCodes.length < codesMax && (
        <details open={view.codeError !== null} className="group mt-3">
          <summary className="link inline-flex min-h-6 cursor-pointer items-center font-medium max-sm:min-h-11">
            {t("have")}
          </summary>
          <div className="mt-3 flex max-w-md items-start gap-3">
            <div className="flex-1">
              <Field id={codeFieldId} label={t("field")} error={view.codeError?.message}>
                <Input
                  id={codeFieldId}
                  name={codeFieldId}
                  defaultValue={view.codeError?.code}
                  aria-invalid={view.codeError ? true : undefined}
                  aria-describedby={describedBy(codeFieldId, undefined)}
                  maxLength={40}
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                />
              </Field>
            </div>
            <Button formAction={url} formNoValidate data-code-apply className="mt-6.5 shrink-0">
              {t("apply")}
            </Button>
          </div>
        </details>
      )}
      <CodeSync url={url} fieldId={codeFieldId} texts={{ failed: t("failed") }} />
    </div>
  );
}

function Remove({ code, url }: { code: string; url: string }) {
  const t = useTranslations("checkout.code");
  return (
    <Button formAction={url} formNoValidate name="remove" value={code} size="small" data-code-remove>
      <X aria-hidden size={16} strokeWidth={2} />
      {t("remove", { code })}
    </Button>
  );
}
