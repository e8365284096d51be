import { Calendar, KeyRound, ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";

const facts = [
  { key: "tax", icon: ReceiptText },
  { key: "end", icon: Calendar },
  { key: "password", icon: KeyRound },
] as const;

export function Voices({ taxLabel }: { taxLabel: string }) {
  const t = useTranslations("storefront.home.voices");
  return (
    <section className="mt-14 grid gap-x-6 gap-y-10 sm:mt-24 md:grid-cols-12">
      <figure className="md:col-span-8">
        <blockquote className="headline max-w-[30ch] text-h2 font-medium sm:text-h1 sm:-indent-[0.42em]">
          {t("quote")}
        </blockquote>
        <figcaption className="mt-6 text-text-2">
          <span className="font-medium text-text">{t("name")}</span>, {t("role")}
        </figcaption>
      </figure>
      <ul className="self-start md:col-span-4">
        {facts.map(({ key, icon: Icon }) => (
          <li key={key} className="flex gap-3.5 border-t border-border py-4.5 first:border-t-0 first:pt-0">
            <Icon aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0 text-brand" />
            {t(key, { tax: taxLabel })}
          </li>
        ))}
      </ul>
    </section>
  );
}
