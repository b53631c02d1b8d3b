/** Where a snippet runs. */
export const snippetPlaces = ["python", "node", "browser"] as const;

/** One of them. */
export type SnippetPlace = (typeof snippetPlaces)[number];
