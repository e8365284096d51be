import { History, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { dayInZone } from "@/server/kernel";
import type { PastPolicy, PolicyPageView } from "@/server/support";
import { ListTabs } from "../../../_components/list-tabs";
import type { FormWords, PreviewedAct } from "../../../_components/previewed-form";
import { RoomHeader } from "../../../_components/room-header";
import { Section } from "../../../_components/section";
import { ExampleTable } from "./example-table";
import { OptionRows } from "./option-rows";
import { PastPolicies } from "./past-policies";
import { policyHref } from "./policy-address";
import { PolicyForm } from "./policy-form";

function useFormWords(): FormWords {
  const t = useTranslations("policy.choose");
  return {
    preview: t("preview"),
    confirm: t("confirm"),
    close: t("close"),
    refused: t("refused"),
    done: t("done"),
  };
}

type StartedFromProps = { past: PastPolicy; view: PolicyPageView };

function StartedFrom({ past: { chosen }, view: { seller } }: StartedFromProps) {
  const t = useTranslations("policy");
  const day = chosen && formatDay(dayInZone(chosen.at, seller.timeZone));
  return (
    <Notice
      tone="info"
      icon={<History aria-hidden size={20} strokeWidth={1.75} />}
      title={day ? t("from", { day }) : t("fromBegin")}
      action={
        <LinkButton size="small" href={policyHref(seller.key)}>
          {t("keep")}
        </LinkButton>
      }
      className="mb-4"
    />
  );
}

type ChoicesProps = Pick<PolicyScreenProps, "view" | "from" | "choose">;

function Choices({ view, from, choose }: ChoicesProps) {
  const t = useTranslations("policy");
  const words = useFormWords();
  const { seller, choices, history } = view;
  const past = history.find(({ policyId }) => policyId === from && policyId !== seller.policyId);
  if (!choose) {
    return (
      <>
        <Notice
          tone="info"
          icon={<Info aria-hidden size={20} strokeWidth={1.75} />}
          title={t("readOnly")}
          className="mb-4"
        />
        <OptionRows choices={choices} isFixed />
      </>
    );
  }
  return (
    <>
      {past && <StartedFrom past={past} view={view} />}
      <PolicyForm
        key={`${seller.key} ${from ?? ""}`}
        sellerId={seller.id}
        insteadOf={seller.policyId}
        words={words}
        act={choose}
      >
        <OptionRows choices={past?.choices ?? choices} isFixed={false} />
      </PolicyForm>
    </>
  );
}

function Sold({ byThis, byOthers }: PolicyPageView["sold"]) {
  const t = useTranslations("policy");
  return (
    <p className="mb-4 max-w-prose text-text-2">
      {t("rule")} <span data-testid="sold">{t("sold.this", { count: byThis })}</span>{" "}
      {byOthers > 0 && t("sold.others", { count: byOthers })}
    </p>
  );
}

type PolicyScreenProps = {
  view: PolicyPageView;
  from: number | null;
  /** Null for those who may only read. */
  choose: PreviewedAct | null;
};

export function PolicyScreen({ view, from, choose }: PolicyScreenProps) {
  const t = useTranslations("policy");
  const { sellers, seller, situations, currency, sold, history } = view;
  return (
    <PageMain page="D8" state="ready">
      <RoomHeader title={t("title")} />
      <ListTabs
        label={t("sellers")}
        tabs={sellers.map(({ key, legalName }) => ({ key, label: legalName, href: policyHref(key) }))}
        current={seller.key}
      />
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_30rem] lg:items-start">
        <div className="lg:border-r lg:border-border">
          <Section id="choices" title={seller.legalName}>
            <Sold {...sold} />
            <Choices view={view} from={from} choose={choose} />
          </Section>
        </div>
        <div>
          <Section id="example" title={t("example.title")}>
            <p className="mb-2 text-small text-text-2">{t("example.about")}</p>
            <ExampleTable situations={situations} currency={currency} />
          </Section>
          <Section id="history" title={t("history.title")}>
            <PastPolicies
              history={history}
              sellerKey={seller.key}
              standing={seller.policyId}
              zone={seller.timeZone}
              canChoose={choose !== null}
            />
          </Section>
        </div>
      </div>
    </PageMain>
  );
}
