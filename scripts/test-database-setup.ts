import type { TestProject } from "vitest/node";
import { startThrowawayPostgres } from "./throwaway-postgres";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

const setUp = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await startThrowawayPostgres("template_migrated");
  project.provide("postgresUrl", server.url("postgres"));
  return server.stop;
};

export default setUp;
