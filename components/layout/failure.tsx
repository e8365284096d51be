"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { ErrorCard } from "@/components/ui/error-card";
import words from "@/messages/en/failure.json";
import { PageMain } from "./page-main";

export type FailureProps = { error: unknown; retry: () => void };

function digestOf(error: unknown): string {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : words.unknownReference;
}

export function Failure({ error, retry }: FailureProps) {
  useEffect(() => {
    document.title = words.errorTitle;
  }, []);
  return (
    <PageMain page="500" state="error" className="mx-auto w-full max-w-[720px] p-6 md:py-16">
      <h1 className="sr-only">{words.title}</h1>
      <ErrorCard
        title={words.title}
        reference={`${words.reference} ${digestOf(error)}`}
        retry={
          <Button type="button" kind="primary" onClick={retry}>
            {words.retry}
          </Button>
        }
      >
        <p>{words.body}</p>
        <p>{words.next}</p>
      </ErrorCard>
    </PageMain>
  );
}
