/** What can become of rows that cannot be answered: the end of all, nothing at all, or an empty answer. */
export const onErrors = ["stop", "skip", "blank"] as const;
/** One of them. */
export type OnError = typeof onErrors[number];
