import NextLink from "next/link";

/**
 * A link that fetches nothing until it is followed. Every page is made for whoever asks and shows no shell before it is
 * there, so what a link would fetch ahead is an empty answer: thirty of them for a list of invoices.
 */
export const Link = ((props) => <NextLink prefetch={false} {...props} />) as typeof NextLink;
