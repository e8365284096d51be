import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { LinkButton } from "@/components/ui/link-button";
import type { Estimate } from "@/server/orders";
import { StoreFrame } from "../../../_components/store-frame";
import { pricingHref } from "../../../_data/pricing-params";
import { type EstimateChoice, usedMax } from "../estimate-params";
import { EstimateControls } from "./estimate-controls";
import { EstimatePanel } from "./estimate-panel";
import { EstimateResult } from "./estimate-result";
import { knownMeter, leadOf } from "./known-words";
import { TooMany } from "./too-many";

export type EstimateScreenProps = Estimate & {
  slug: string;
  choice: EstimateChoice;
  meter: string | null;
  viewer: { isSignedIn: boolean };
};

function AfterIt({ view, choice, day }: Pick<EstimateScreenProps, "view" | "choice"> & { day: string | null }) {
  const t = useTranslations("storefront.product");
  const isMetered = view.plans.some(({ usage }) => usage.length > 0);
  return (
    <div className="mt-14 grid gap-x-6 gap-y-8 sm:mt-24 md:grid-cols-2">
      {isMetered && (
        <section aria-labelledby="limit">
          <h2 id="limit" className="font-semibold">
            {t("limit.title")}
          </h2>
          <p className="mt-1 max-w-[60ch] text-text-2">{t("limit.body", { term: view.term })}</p>
          {day && <p className="mt-2 max-w-[60ch] text-text-2">{t("exact", { term: view.term, day })}</p>}
        </section>
      )}
      <section aria-labelledby="together">
        <h2 id="together" className="font-semibold">
          {t("together.title")}
        </h2>
        <p className="mt-1 max-w-[60ch] text-text-2">{t("together.body")}</p>
        <LinkButton href={pricingHref(choice, { product: view.product.key }) as Route} className="mt-4">
          {t("together.link")}
        </LinkButton>
      </section>
    </div>
  );
}

export function EstimateScreen({ slug, choice, meter, viewer, ...estimate }: EstimateScreenProps) {
  const t = useTranslations("storefront.product");
  const { view, estimates } = estimate;
  const keep = { seats: String(view.seats), term: view.term, buyer: view.buyer, used: choice.usedText };
  const isTooMany = choice.used.kind === "number" && choice.used.count > usedMax;
  const lead = leadOf(view.product.key);
  return (
    <StoreFrame view={view} viewer={viewer} path={`/products/${slug}`} keep={keep}>
      <PageMain page="P3" className="mx-auto w-full max-w-[1248px] flex-1 px-5 pt-8 pb-14 sm:px-6 sm:pt-14 sm:pb-24">
        <h1 className="headline text-h1">{view.product.name}</h1>
        {lead && <p className="mt-2 max-w-[60ch] text-lead text-text-2">{t(`lead.${lead}`)}</p>}
        <h2 id="estimate" className="headline mt-10 text-h2">
          {t("title")}
        </h2>
        <div className="mt-5">
          <EstimateControls slug={slug} view={view} choice={choice} meter={knownMeter(meter)} />
        </div>
        {isTooMany && <TooMany view={view} used={choice.usedText} />}
        <EstimateResult {...estimate} choice={choice} meter={knownMeter(meter)} />
        {estimates.length > 0 && <EstimatePanel {...estimate} choice={choice} />}
        <AfterIt view={view} choice={choice} day={estimates[0] ? formatDay(estimates[0].on) : null} />
      </PageMain>
    </StoreFrame>
  );
}
