import net from "node:net";

export type SmtpSink = {
  readonly port: number;
  /** What was handed over, each as it came: headers, a blank line, the body. */
  readonly received: readonly string[];
  /** Answers given instead of taking the next mails, such as `451 Try later`. */
  readonly refuse: (...answers: readonly string[]) => void;
  readonly close: () => Promise<void>;
};

type Sink = { readonly received: string[]; readonly refusals: string[] };
type Expected = "command" | "mail" | "end";
type Step = { readonly answer: string; readonly next: Expected };

const lineEnd = "\r\n";
const mailEnd = "\r\n.\r\n";

const answerTo = (sink: Sink, expected: Expected, text: string): Step => {
  if (expected === "mail") {
    sink.received.push(text);
    return { answer: "250 Taken", next: "command" };
  }
  if (text.startsWith("QUIT")) return { answer: "221 Bye", next: "end" };
  if (!text.startsWith("DATA")) return { answer: "250 Fine", next: "command" };
  const refusal = sink.refusals.shift();
  return refusal ? { answer: refusal, next: "command" } : { answer: "354 Go on", next: "mail" };
};

const converse = (sink: Sink, socket: net.Socket): void => {
  let heard = "";
  let expected: Expected = "command";
  const hear = (chunk: Buffer): void => {
    heard += chunk.toString("latin1");
    for (;;) {
      const mark = expected === "mail" ? mailEnd : lineEnd;
      const at = heard.indexOf(mark);
      if (at < 0) return;
      const step = answerTo(sink, expected, heard.slice(0, at));
      heard = heard.slice(at + mark.length);
      expected = step.next;
      socket.write(`${step.answer}${lineEnd}`);
      if (expected === "end") socket.end();
    }
  };
  socket.on("error", () => socket.destroy());
  socket.on("data", hear);
  socket.write(`220 Sink${lineEnd}`);
};

/** For tests: a mail server that takes everything it is not told to refuse, and keeps it. */
export const openSmtpSink = async (): Promise<SmtpSink> => {
  const sink: Sink = { received: [], refusals: [] };
  const server = net.createServer((socket) => converse(sink, socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    received: sink.received,
    refuse: (...answers) => void sink.refusals.push(...answers),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
