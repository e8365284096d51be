import { answerMutation, answerQuery } from "@/server/trpc/answer-http";

export { answerMutation as POST, answerQuery as GET };
