import { useTranslations } from "next-intl";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { TableScroll } from "@/components/ui/table-scroll";
import type { ListedApiKey } from "@/server/auth/list-api-keys";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../../_components/grid-table";
import { RoomHeader } from "../../../_components/room-header";
import { Section } from "../../../_components/section";
import type { VerbAction } from "../../../_components/verb-form";
import { type CreateKey, CreateKeyForm, type CreateWords } from "./create-key-form";
import { RevokeKey, type RevokeWords } from "./revoke-key";

type KeyVerbs = { create: CreateKey; revoke: VerbAction };
/** Without verbs for those who may only read. */
type ApiKeysScreenProps = { keys: readonly ListedApiKey[]; zone: string; verbs: KeyVerbs | null };

function useCreateWords(): CreateWords {
  const t = useTranslations("operations.apiKeys.create");
  return {
    name: t("name"),
    nameHint: t("nameHint"),
    go: t("go"),
    refused: t("refused"),
    // The browser puts in what was typed.
    made: t("made", { name: "NAME" }),
    once: t("once"),
    secret: t("secret"),
    copy: t("copy"),
    copied: t("copied"),
  };
}

function useRevokeWords(): (name: string) => RevokeWords {
  const t = useTranslations("operations.apiKeys.revoke");
  return (name) => ({
    open: t("open"),
    openOf: t("openOf", { name }),
    title: t("title", { name }),
    body: t("body"),
    confirm: t("confirm"),
    keep: t("keep"),
    refused: t("refused"),
  });
}

type RowProps = { one: ListedApiKey; zone: string; revoke: VerbAction | null };

function Row({ one, zone, revoke }: RowProps) {
  const t = useTranslations("operations.apiKeys");
  const revokeWords = useRevokeWords();
  return (
    <GridRow data-testid={`row-${one.id}`}>
      <GridCell className="font-medium break-words">
        {one.name}
        <span className="block font-mono text-micro font-normal whitespace-nowrap text-text-2">{one.prefix}…</span>
      </GridCell>
      <GridCell className={`${wideOnly} text-text-2`}>{one.creatorName ?? t("system")}</GridCell>
      <GridCell className={`${wideOnly} whitespace-nowrap text-text-2`}>
        <TimeText at={one.createdAt} zone={zone} withDay />
      </GridCell>
      <GridCell data-testid="last-use" className="text-text-2 md:whitespace-nowrap">
        {one.lastUsedAt ? <TimeText at={one.lastUsedAt} zone={zone} withDay /> : t("never")}
      </GridCell>
      <GridCell align="right">
        {one.revokedAt && <Badge tone="neutral">{t("revoked")}</Badge>}
        {!one.revokedAt && !revoke && <Badge tone="success">{t("works")}</Badge>}
        {!one.revokedAt && revoke && <RevokeKey keyId={one.id} revoke={revoke} words={revokeWords(one.name)} />}
      </GridCell>
    </GridRow>
  );
}

function KeysTable({ keys, zone, revoke }: { keys: readonly ListedApiKey[]; zone: string; revoke: VerbAction | null }) {
  const t = useTranslations("operations.apiKeys");
  return (
    <TableScroll label={t("list")}>
      <GridTable>
        <GridHead
          columns={[
            { key: "name", label: t("columns.name") },
            { key: "by", label: t("columns.by"), isWide: true },
            { key: "created", label: t("columns.created"), isWide: true },
            { key: "used", label: t("columns.used") },
            { key: "state", label: t("columns.state"), align: "right" },
          ]}
        />
        <tbody>
          {keys.map((one) => (
            <Row key={one.id} one={one} zone={zone} revoke={revoke} />
          ))}
        </tbody>
      </GridTable>
    </TableScroll>
  );
}

export function ApiKeysScreen({ keys, zone, verbs }: ApiKeysScreenProps) {
  const t = useTranslations("operations.apiKeys");
  const createWords = useCreateWords();
  const isEmpty = keys.length === 0;
  return (
    <PageMain page="D8" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")} />
      {verbs && (
        <Section id="create" title={t("create.title")}>
          <CreateKeyForm create={verbs.create} words={createWords} />
        </Section>
      )}
      <Section id="list" title={t("list")} count={keys.length} aside={t("description")}>
        {isEmpty ? (
          <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
        ) : (
          <KeysTable keys={keys} zone={zone} revoke={verbs?.revoke ?? null} />
        )}
      </Section>
    </PageMain>
  );
}
