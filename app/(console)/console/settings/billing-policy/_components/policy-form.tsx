"use client";

import { type ReactNode, useState } from "react";
import { type FormWords, type PreviewedAct, PreviewedForm } from "../../../_components/previewed-form";

type PolicyFormProps = {
  sellerId: string;
  /** The policy that holds while the form is filled in. */
  insteadOf: number;
  words: FormWords;
  act: PreviewedAct;
  children: ReactNode;
};

/** Begins anew once a policy was chosen. */
export function PolicyForm({ sellerId, insteadOf, words, act, children }: PolicyFormProps) {
  const [round, setRound] = useState(0);
  return (
    <PreviewedForm
      key={round}
      hidden={{ seller: sellerId, insteadOf: insteadOf.toString() }}
      words={words}
      act={act}
      canLeave={false}
      close={() => setRound(round + 1)}
    >
      {children}
    </PreviewedForm>
  );
}
