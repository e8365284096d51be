import { Text } from "react-email";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type SignInCodeMailProps = {
  readonly code: string;
  readonly link: string;
  readonly minutes: number;
  readonly footer: MailFooter;
};

export function SignInCodeMail({ code, link, minutes, footer }: SignInCodeMailProps) {
  return (
    <MailFrame
      title={words("signInCode.subject")}
      preview={words("signInCode.preview", { minutes })}
      heading={words("signInCode.heading")}
      action={{ label: words("signInCode.action"), href: link }}
      footer={footer}
      after={
        <>
          <Text style={look.small}>{words("signInCode.expires", { minutes })}</Text>
          <Text style={look.small}>{words("signInCode.ignore")}</Text>
        </>
      }
    >
      <Text style={look.text}>{words("signInCode.intro")}</Text>
      <Text style={look.code}>
        {code.slice(0, 3)}
        <span style={look.secondHalf}>{code.slice(3)}</span>
      </Text>
      <Text style={look.text}>{words("signInCode.or")}</Text>
    </MailFrame>
  );
}
