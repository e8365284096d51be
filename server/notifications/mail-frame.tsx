import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from "react-email";
import { look } from "./mail-look";
import { language, words } from "./words";

export type MailFooter = { readonly seller: string; readonly address: string; readonly contact: string };

type MailFrameProps = {
  readonly title: string;
  readonly preview: string;
  readonly heading: string;
  readonly action: { readonly label: string; readonly href: string };
  readonly footer: MailFooter;
  readonly children: ReactNode;
  /** What is said after the action. */
  readonly after?: ReactNode;
};

/** Every mail: whose it is, one heading, what happened, one thing to do, who wrote it. */
export function MailFrame({ title, preview, heading, action, footer, children, after }: MailFrameProps) {
  return (
    <Html lang={language} dir="ltr">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light" />
      </Head>
      <Body style={look.body}>
        <Preview>{preview}</Preview>
        <Container style={look.sheet}>
          <Section style={look.inside}>
            <Wordmark />
            <Hr style={look.rule} />
            <Heading as="h1" style={look.heading}>
              {heading}
            </Heading>
            {children}
            <Button href={action.href} style={look.action}>
              {action.label}
            </Button>
            {after ? <Section style={look.after}>{after}</Section> : null}
          </Section>
        </Container>
        <Container style={look.foot}>
          <Footer {...footer} />
        </Container>
      </Body>
    </Html>
  );
}

function Wordmark() {
  return (
    <Text style={look.wordmark}>
      <span style={look.post} />
      <span style={look.leaf} />
      <span style={look.name}>{words("frame.brand")}</span>
    </Text>
  );
}

function Footer({ seller, address, contact }: MailFooter) {
  return (
    <>
      <Text style={look.footText}>
        {words.rich("frame.questions", {
          contact: () => (
            <Link href={`mailto:${contact}`} style={look.link}>
              {contact}
            </Link>
          ),
        })}
      </Text>
      <Text style={look.footText}>{words("frame.sentBy", { seller, address })}</Text>
    </>
  );
}
