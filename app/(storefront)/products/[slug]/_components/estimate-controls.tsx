import type { Route } from "next";
import { useTranslations } from "next-intl";
import { AutoForm } from "@/components/form/auto-form";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { NumberStepper } from "@/components/ui/number-stepper";
import { Segmented } from "@/components/ui/segmented";
import { seatsMax } from "../../../_data/pricing-params";
import type { PricingView } from "../../../_data/pricing-view";
import { CopyLink } from "../../../pricing/_components/copy-link";
import { type EstimateChoice, estimateHref } from "../estimate-params";
import { type KnownMeter, personaKeys, personas } from "./known-words";

type ControlsProps = { slug: string; view: PricingView; choice: EstimateChoice; meter: KnownMeter | null };

function Amounts({ view, choice, meter }: Omit<ControlsProps, "slug">) {
  const t = useTranslations("storefront.product");
  const pricing = useTranslations("storefront.pricing");
  return (
    <>
      {view.unit && (
        <div className="sm:w-40">
          <NumberStepper
            id="seats"
            name="seats"
            label={pricing(`units.${view.unit}.label`)}
            lessLabel={pricing(`units.${view.unit}.less`)}
            moreLabel={pricing(`units.${view.unit}.more`)}
            value={view.seats}
            min={1}
            max={seatsMax}
          />
        </div>
      )}
      {meter && (
        <div className="sm:w-64">
          <TextField
            id="used"
            label={t(`used.${meter}`)}
            hint={t("hint")}
            error={choice.used.kind === "unreadable" ? t("unreadable") : undefined}
            inputMode="numeric"
            maxLength={20}
            defaultValue={choice.usedText}
          />
        </div>
      )}
    </>
  );
}

function Personas({ slug, choice, meter }: Pick<ControlsProps, "slug" | "choice"> & { meter: KnownMeter }) {
  const t = useTranslations("storefront.product");
  const { product, used } = personas[meter];
  return (
    <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      <span className="inline-flex min-h-6 items-center text-text-2">{t("personas")}</span>
      {personaKeys.map((key) => (
        <Link
          key={key}
          href={estimateHref(slug, choice, used[key]) as Route}
          scroll={false}
          className="link inline-flex min-h-6 items-center max-sm:min-h-11"
        >
          {product === "flow" ? t(`persona.flow.${key}`) : t(`persona.sign.${key}`)}
        </Link>
      ))}
    </p>
  );
}

export function EstimateControls({ slug, view, choice, meter }: ControlsProps) {
  const pricing = useTranslations("storefront.pricing");
  const { term, buyer, country, currency } = view;
  const ownCurrency = view.countries.find(({ code }) => code === country.code)?.currency;
  const values = { seats: String(view.seats), term, buyer, country: country.code, used: choice.usedText };
  const exact = { ...choice, seats: view.seats, term, buyer, country: country.code, ccy: currency };
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <AutoForm
          id="estimate-controls"
          action={`/products/${slug}`}
          values={values}
          className="flex flex-wrap items-end gap-x-6 gap-y-4 max-sm:w-full max-sm:flex-col max-sm:items-stretch"
        >
          <Amounts view={view} choice={choice} meter={meter} />
          <div className="sm:w-56">
            <Segmented
              legend={pricing("paid")}
              name="term"
              value={term}
              options={[
                { value: "month", label: pricing("monthly") },
                { value: "year", label: pricing("yearly") },
              ]}
            />
          </div>
          <div className="sm:w-60">
            <Segmented
              legend={pricing("buyingAs")}
              name="buyer"
              value={buyer}
              options={[
                { value: "business", label: pricing("business") },
                { value: "personal", label: pricing("personal") },
              ]}
            />
          </div>
          <input type="hidden" name="country" value={country.code} />
          {currency !== ownCurrency && <input type="hidden" name="ccy" value={currency} />}
          <noscript>
            <Button>{pricing("update")}</Button>
          </noscript>
        </AutoForm>
        <CopyLink
          href={estimateHref(slug, exact, choice.usedText)}
          label={pricing("copyLink")}
          doneLabel={pricing("copied")}
        />
      </div>
      {meter && <Personas slug={slug} choice={choice} meter={meter} />}
    </>
  );
}
