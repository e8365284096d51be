"use client";

import { Failure, type FailureProps } from "@/components/layout/failure";

export default function RootError(props: FailureProps) {
  return (
    <div data-density="store" className="flex min-h-dvh items-center">
      <Failure {...props} />
    </div>
  );
}
