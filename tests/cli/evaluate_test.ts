/** A finished model judged on labelled rows, beside what its run said of the same rows. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import pictures from "../fixtures/pictures.json" with { type: "json" };
import { assertGolden } from "../golden.ts";
import { bytesOf } from "../runtime/formats/arrays.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command, subprocess } from "./command.ts";

const goldens = new URL("golden/evaluate/", import.meta.url);

const row = (at: number) => {
  const [a, b] = [at * 7 % 11, at * 5 % 13];
  const sum = a + 2 * b;
  return [a, b, "xyz"[at % 3], sum > 18 ? "v" : "u", sum * 10, a > 5 ? 1 : 0, b > 6 ? 1 : 0];
};
const names = ["a", "b", "c", "y", "z", "p", "q"];
const table = (from: number, to: number, columns = names) =>
  [columns, ...Array.from({ length: to - from }, (_, at) => row(from + at))]
    .map((cells, at) => at === 0 ? cells : columns.map((name) => cells[names.indexOf(name)]))
    .map((cells) => cells.join(",") + "\n").join("");

interface Kind {
  readonly target: string;
  readonly lines: readonly string[];
}

/** A model of each kind, with every metric that suits it. */
const kinds: Readonly<Record<string, Kind>> = {
  "classes": {
    target: "y",
    lines: [
      "model { linear(classes) }",
      "loss cross_entropy",
      "metric accuracy, f1(average = none), log_loss, roc_auc, brier, confusion_matrix",
    ],
  },
  "one score for two classes": {
    target: "y",
    lines: [
      "model { linear(1) }",
      "loss binary_cross_entropy",
      "metric accuracy, precision, recall, log_loss, mcc",
    ],
  },
  "margins": {
    target: "y",
    lines: ["model { linear(1) }", "loss hinge", "metric accuracy, roc_auc"],
  },
  "several labels": {
    target: "[p, q]",
    lines: [
      "model { linear(2) }",
      "loss binary_cross_entropy",
      "metric accuracy, f1, roc_auc",
    ],
  },
  "a scaled number": {
    target: "z",
    lines: [
      "scale_target standard",
      "model { linear(1) }",
      "loss mse",
      "metric r2, mae, rmse, explained_variance",
    ],
  },
  "quantiles": {
    target: "z",
    lines: [
      "scale_target standard",
      "model { linear(3) }",
      "loss quantile([0.1, 0.5, 0.9])",
      "metric coverage, mae",
    ],
  },
};

async function inData(
  { target, lines }: Kind,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const kept = names.filter((name) => ["a", "b", "c"].includes(name) || target.includes(name));
    await Deno.writeTextFile(join(folder, "train.csv"), table(0, 60, kept));
    await Deno.writeTextFile(join(folder, "test.csv"), table(60, 90, kept));
    const manifest =
      `parts: { train: train.csv, test: test.csv }\nformat: csv\ntarget: ${target}\n`;
    await Deno.writeTextFile(join(folder, "t.yaml"), manifest);
    const stages = [
      "pipe 1",
      'load dataset("t.yaml")',
      "scale standard",
      ...lines,
      "optimizer adam(lr = 0.05)",
      "train(epochs = 5, batch = 16)",
    ];
    await Deno.writeTextFile(join(folder, "x.pipe"), stages.join("\n") + "\n");
    const { exitCode, stderr } = await command(folder, "run", "x.pipe");
    assert.equal(exitCode, 0, stderr);
    await use(folder);
  });
}

for (const [name, kind] of Object.entries(kinds)) {
  Deno.test(`evaluate says of a part what its run said: ${name}`, async () => {
    await inData(kind, async (folder) => {
      const { stdout, stderr, exitCode } = await command(
        folder,
        ...["evaluate", "out/x/model.onnx", "test.csv", "--json"],
      );
      assert.deepEqual([exitCode, stderr], [0, ""]);
      const found = JSON.parse(stdout);
      const said = JSON.parse(await Deno.readTextFile(join(folder, "out/x/metrics.json")));
      const { loss: _, ...test } = said.parts.test;
      const numbers = Object.keys(test);
      assert(numbers.length > 1);
      for (const metric of numbers) {
        // Both are float32 of the same rows; a logarithm or a rank may round once more.
        const near =
          Math.abs(found[metric] - test[metric]) <= 2e-6 * Math.max(1, Math.abs(test[metric]));
        assert(near, `${metric}: ${found[metric]}, ${test[metric]}`);
      }
      assert.deepEqual(
        found.by_class?.confusion_matrix,
        said.by_class?.parts.test.confusion_matrix,
      );
      assert.deepEqual(found.run, said.parts);
    });
  });
}

Deno.test("new rows stand below the parts of the run", async () => {
  await inData(kinds.classes, async (folder) => {
    const { stdout } = await command(folder, "evaluate", "out/x/model.onnx", "test.csv");
    const [header, ...lines] = stdout.split("\n");
    assert.match(header, /^part +rows +loss +accuracy/);
    assert.deepEqual(lines.slice(0, 3).map((line) => line.split(/ +/)[0]), [
      "train",
      "test",
      "test.csv",
    ]);
    const piped = await subprocess("evaluate", ["out/x/model.onnx", "-"], {
      folder,
      stdin: await Deno.readTextFile(join(folder, "test.csv")),
    });
    const plain = (text: string) => text.replaceAll(/ +/g, " ");
    assert.equal(plain(piped.stdout), plain(stdout.replaceAll("test.csv", "stdin")));
  });
});

Deno.test("pictures in folders of their classes are judged, by the usual metric where none is named", async () => {
  await inFolder(async (folder) => {
    const square = bytesOf(pictures.pictures["rgb.png"].file);
    for (const path of ["pets/cat/1.png", "pets/dog/1.png"]) {
      await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
      await Deno.writeFile(join(folder, path), square);
    }
    const text = 'pipe 1\nload images("pets")\nmodel { linear(classes) }\nloss cross_entropy\n';
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    await command(folder, "run", "x.pipe");
    const { stdout } = await command(folder, "evaluate", "out/x/model.onnx", "pets", "--json");
    const { rows, accuracy } = JSON.parse(stdout);
    assert.deepEqual([rows, accuracy], [2, 0.5]);
  });
});

const odd: Readonly<Record<string, { readonly rows: string; readonly args?: readonly string[] }>> =
  {
    a_class_that_is_not_known: { rows: "a,b,c,y\n1,2,x,u\n3,4,x,w\n3,4,x,w\n3,4,x,ww\n" },
    no_labels: { rows: "a,b,c\n1,2,x\n" },
    labels_by_another_name: { rows: "a,b,c,Y\n1,2,x,u\n" },
    a_label_that_is_missing: { rows: "a,b,c,y\n1,2,x,u\n3,4,x,\n5,q,x,v\n" },
    rows_that_are_left_out: {
      rows: "a,b,c,y\n1,2,x,u\n3,4,x,\n5,q,x,v\n12,11,x,V\n",
      args: ["--on-error", "skip", "--json"],
    },
  };
for (const [name, { rows, args = [] }] of Object.entries(odd)) {
  Deno.test(`labelled rows: ${name.replaceAll("_", " ")}`, async () => {
    const kind = { ...kinds.classes, lines: kinds.classes.lines.slice(0, 2) };
    await inData(kind, async (folder) => {
      await Deno.writeTextFile(join(folder, "new.csv"), rows);
      const all = ["evaluate", "out/x/model.onnx", "new.csv", ...args];
      const { exitCode, stdout, stderr } = await command(folder, ...all);
      // What the run says of itself is looked at elsewhere.
      const own = stdout.replace(/,\n {2}"run".*/s, "\n}\n");
      await assertGolden(
        new URL(`${name}.txt`, goldens),
        `${own}${stderr}\nexit code ${exitCode}\n`,
      );
    });
  });
}

Deno.test("a model without a target has no right answers", async () => {
  await inFolder(async (folder) => {
    const text = "pipe 1\nload rows([[1, 2]])\nmodel { linear(1) }\n";
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    await Deno.writeTextFile(join(folder, "new.csv"), "x1,x2\n1,2\n");
    await command(folder, "run", "x.pipe");
    const { stderr } = await command(folder, "evaluate", "out/x/model.onnx", "new.csv");
    await assertGolden(new URL("no_target.txt", goldens), stderr);
  });
});

Deno.test("a model without a loss whose numbers are not one a class cannot be judged", async () => {
  await inFolder(async (folder) => {
    const text = 'pipe 1\nload csv("rows.csv", target = y)\nmodel { linear(4) }\n';
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    await Deno.writeTextFile(join(folder, "rows.csv"), "x,y\n1,a\n2,b\n3,a\n4,b\n");
    await command(folder, "run", "x.pipe");
    const { exitCode, stderr } = await command(folder, "evaluate", "out/x/model.onnx", "rows.csv");
    assert.equal(exitCode, 3);
    await assertGolden(new URL("no_answers.txt", goldens), stderr);
  });
});
