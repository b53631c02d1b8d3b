import {
  type ArgumentSpec,
  cell,
  either,
  int,
  list,
  optional,
  type Signature,
  string,
  word,
} from "../../dsl/language/signature.ts";
import { type DatePart, dateParts } from "./date_part.ts";

const ordinalType = {
  name: "ordinal",
  doc: "Words with an order: each becomes its place in the list, from 0.",
  arguments: { values: list(cell({ doc: "" }), { doc: "the words, from the least to the most" }) },
} satisfies Signature;

const dateType = {
  name: "date",
  doc: "Dates or times: each part that is named becomes a number.",
  arguments: {
    parts: list(word(dateParts, { doc: "a part" }), {
      default: ["year", "month", "day"] as readonly DatePart[],
      doc: "what is made of a date",
    }),
    format: optional(string({
      doc: 'how it is written, as in strptime: "%d.%m.%Y"; as 2024-05-31 13:45 unless given. ' +
        "A number counts seconds from 1970 on",
    })),
  },
} satisfies Signature;

const booleanType: Signature<{
  readonly positive: ArgumentSpec<string | number | undefined>;
}> = {
  name: "boolean",
  doc: "Yes or no: true, yes, t, y and 1 become 1; false, no, f, n and 0 become 0.",
  arguments: {
    positive: optional(cell({ doc: "the word that becomes 1, where it is another one" })),
  },
};

const pixels = int({ min: 1, max: 4096, doc: "" });
const imageType = {
  name: "image",
  doc: "Images: each pixel of each channel becomes a number from 0 to 255.",
  arguments: {
    size: optional(either(list(pixels, { doc: "" }), pixels, {
      doc: "what they are brought to: [height, width], or a number for both",
    })),
  },
  conflict: ({ size }: { readonly size?: number | readonly number[] | undefined }) =>
    typeof size !== "object" || size.length === 2 ? undefined : {
      argument: "size",
      message: `size has ${size.length} numbers`,
      help: "Write [height, width]",
    },
} satisfies Signature;

const plain = (name: string, doc: string): Signature => ({ name, doc, arguments: {} });

/** What a `column` line can say that a column is. */
export const columnTypes: readonly Signature[] = [
  plain("number", "Numbers."),
  plain("category", "Words without an order: each becomes a feature of 0 and 1."),
  booleanType,
  ordinalType,
  dateType,
  imageType,
  plain("ignore", "No feature: the column is left out."),
];

/** The names of the types. */
export const columnTypeNames = [
  "number",
  "category",
  "boolean",
  "ordinal",
  "date",
  "image",
  "ignore",
] as const;
/** One of them. */
export type ColumnTypeName = typeof columnTypeNames[number];
