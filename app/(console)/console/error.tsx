"use client";

import { Failure, type FailureProps } from "@/components/layout/failure";

export default function ConsoleError(props: FailureProps) {
  return <Failure {...props} />;
}
