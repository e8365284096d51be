import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { chooseLanding } from "@/server/auth/core";
import { signedIn } from "@/server/auth/request-context";
import { isDemoSignInOn } from "@/server/auth/sign-in-with-demo-password";
import { CodeForm } from "./_components/code-form";
import { SignInForm } from "./_components/sign-in-form";
import { SignInFrame } from "./_components/sign-in-frame";
import { SignedInNotice } from "./_components/signed-in-notice";
import { sendCode, signInWithCode, signInWithPassword } from "./actions";
import { rememberedEmail, secondsToResend } from "./device-cookies";
import { pageSeller } from "./page-seller";
import { readSignInParams } from "./search-params";
import { errorsOf, words } from "./words";

export const generateMetadata = async ({ searchParams }: PageProps<"/sign-in">): Promise<Metadata> => {
  const { step, error } = readSignInParams(await searchParams);
  const t = await getTranslations("signIn");
  const title = step === "code" ? t("code.title") : t("title");
  return { title: error ? words("errorTitle", { title }) : title, robots: { index: false } };
};

export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  const params = readSignInParams(await searchParams);
  const { step, email, returnTo, error, count } = params;
  const next = returnTo ?? "";
  const { code, ...errors } = errorsOf(params);
  const resendInSeconds = await secondsToResend();
  const someone = await signedIn();
  const landing = { isStaff: Boolean(someone?.staff), isMember: Boolean(someone?.memberships.length), returnTo };
  // The keys begin a form anew when its error changes: the field with the error takes the focus again.
  return (
    <SignInFrame seller={await pageSeller()}>
      {someone && <SignedInNotice name={someone.user.name} goOnTo={chooseLanding(landing)} />}
      {step === "code" ? (
        <CodeForm
          key={[error, count, resendInSeconds].join()}
          next={next}
          email={email}
          {...(code && { error: code })}
          resendInSeconds={resendInSeconds}
          signInWithCode={signInWithCode}
          sendCode={sendCode}
        />
      ) : (
        <SignInForm
          key={[error, count].join()}
          next={next}
          email={email || (await rememberedEmail())}
          errors={errors}
          hasDemoPassword={isDemoSignInOn()}
          sendCode={sendCode}
          signInWithPassword={signInWithPassword}
        />
      )}
    </SignInFrame>
  );
}
