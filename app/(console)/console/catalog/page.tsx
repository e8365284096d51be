import type { Metadata } from "next";
import words from "@/messages/en/catalog.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { listCatalog } from "@/server/support";
import { readCatalogAddress } from "./_components/catalog-address";
import { CatalogScreen } from "./_components/catalog-screen";

export const metadata: Metadata = { title: words.title };

export default async function Catalog(props: PageProps<"/console/catalog">) {
  const ctx = await staffContext("catalog:read");
  const address = readCatalogAddress(await props.searchParams);
  const list = await orRefused(() => listCatalog(ctx, address));
  return <CatalogScreen list={list} address={address} />;
}
