"use client";

import { Failure, type FailureProps } from "@/components/layout/failure";

export default function AccountError(props: FailureProps) {
  return <Failure {...props} />;
}
