"use client";

import { Failure, type FailureProps } from "@/components/layout/failure";
import "./globals.css";

export default function GlobalError(props: FailureProps) {
  return (
    <html lang="en">
      <body data-density="store" className="flex min-h-dvh items-center">
        <Failure {...props} />
      </body>
    </html>
  );
}
