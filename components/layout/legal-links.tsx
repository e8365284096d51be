import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";

export function LegalLinks({ className }: { className: string }) {
  const t = useTranslations("system.legal");
  return (["terms", "privacy", "imprint"] as const).map((page) => (
    <Link key={page} href={`/${page}` as Route} className={className}>
      {t(page)}
    </Link>
  ));
}
