import assert from "node:assert/strict";
import { answerTexts, predictionsCsv, predictionTexts } from "../../../cli/text/predictions.ts";

Deno.test("classes are told as a label and the probability of each", () => {
  const text = predictionsCsv({
    kind: "classes",
    rows: 2,
    classes: ["no", "yes, but"],
    label: ["yes, but", "no"],
    probability: Float32Array.of(0.1, 0.9, 1, 0),
  });
  assert.equal(
    text,
    'label,probability_no,"probability_yes, but"\n"yes, but",0.1,0.9\nno,1,0\n',
  );
});

Deno.test("labels are told as 0 or 1, then the probability of each", () => {
  const { header, rows } = predictionTexts({
    kind: "labels",
    rows: 1,
    names: ["p", "q"],
    label: Int32Array.of(0, 1),
    probability: Float32Array.of(0.25, 1 / 3 * 2),
  });
  assert.deepEqual(header, ["label_p", "label_q", "probability_p", "probability_q"]);
  assert.deepEqual(rows, [["0", "1", "0.25", "0.6666667"]]);
});

Deno.test("numbers are told in the shortest digits of float32, with the names of several", () => {
  const prediction = Float32Array.of(0.9, -1e-8);
  const answers = { kind: "numbers", rows: 1, prediction } as const;
  assert.equal(
    predictionsCsv({ ...answers, names: ["u", "v"] }),
    "prediction_u,prediction_v\n0.9,-1e-8\n",
  );
  assert.equal(
    predictionsCsv({ ...answers, rows: 2, names: ["u"] }),
    "prediction\n0.9\n-1e-8\n",
  );
});

Deno.test("as JSON, labels are numbers where all classes are, and scores are called so", () => {
  const answers = {
    kind: "classes",
    rows: 1,
    label: ["7"],
    probability: Float32Array.of(0.25, 0.75),
  } as const;
  const line = (classes: readonly string[], isScored: boolean) =>
    answerTexts.jsonl.lines({
      rows: 1,
      answered: Int32Array.of(0),
      predictions: { ...answers, classes, isScored },
    }, false);
  assert.equal(line(["3", "7"], false), '{"label":7,"probability":{"3":0.25,"7":0.75}}\n');
  assert.equal(line(["03", "7"], true), '{"label":"7","score":{"7":0.75,"03":0.25}}\n');
});
