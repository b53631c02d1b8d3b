import { memoryFrame } from "../data/memory_frame.ts";
import { numberColumn } from "../data/column.ts";
import { withClasses } from "./array_frame.ts";
import { defineFormat, type FileFormat, withoutIgnored } from "./file_format.ts";
import { cifarSignature as signature } from "./signatures.ts";
import { parseWhole } from "./whole_file.ts";

/** Pictures as CIFAR-10 and CIFAR-100 have them: `load cifar("data_batch_1.bin")`. */
export const cifar: FileFormat = defineFormat({
  ...signature,
  async read(path, { classes, target, ignored }, context) {
    // As for `npy`.
    const { cifarShape, readCifar } = await import("../formats/cifar.ts");
    const { content: { images, labels }, ...file } = await parseWhole(path, {
      reader: signature.name,
      parse: readCifar,
      context,
    });
    const image = { kind: "image", name: "image", bytes: images, shape: cifarShape } as const;
    const targets = [...labels].map(([name, values]) =>
      withClasses(numberColumn(name, values), { from: file.name, classes, report: context.report })
    );
    const rows = images.length / cifarShape.reduce((product, size) => product * size, 1);
    // The other labels of CIFAR-100 would give the answer away.
    const others = [...labels.keys()].filter((name) => !target.includes(name));
    const frame = memoryFrame(file.name, [image, ...targets], { rows });
    return withoutIgnored(frame, [...ignored, ...others]);
  },
});
