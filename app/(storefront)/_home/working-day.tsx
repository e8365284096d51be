import { useTranslations } from "next-intl";

const hours = ["morning", "noon", "evening"] as const;

export function WorkingDay() {
  const t = useTranslations("storefront.home.day");
  return (
    <section aria-labelledby="day" className="mt-14 sm:mt-24">
      <h2 id="day" className="headline text-h1">
        {t("title")}
      </h2>
      <ol className="mt-8 grid gap-x-6 gap-y-8 md:grid-cols-3">
        {hours.map((key) => (
          <li key={key} className="border-t-2 border-rule pt-5">
            <p className="tabular text-h2 font-semibold text-brand">{t(`${key}.time`)}</p>
            <h3 className="mt-3.5 text-h3 font-semibold">{t(`${key}.title`)}</h3>
            <p className="mt-1 max-w-[42ch] text-text-2">{t(`${key}.body`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
