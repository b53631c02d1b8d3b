import { deepStrictEqual as assertEquals } from "node:assert/strict";
import type { Argument, Expression, Stage } from "../../../dsl/syntax/ast.ts";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { textOf } from "../../../dsl/text/span.ts";
import { example, itemsOf, parseText } from "../example.ts";

const number = (value: number, isInt = true) => ({ kind: "number", value, isInt });
const name = (text: string) => ({ kind: "name", name: text });
const bare = (text: string) => ({ kind: "identifier", text, quoted: false });
const quoted = (text: string) => ({ kind: "identifier", text, quoted: true });
const call = (text: string, ...values: unknown[]) => ({
  kind: "call",
  name: bare(text),
  arguments: values,
});
const given = (value: unknown, label?: string) => ({
  kind: "argument",
  ...label && { name: bare(label) },
  value,
});
const stage = (keyword: string, rest: Record<string, unknown>) => ({
  kind: "stage",
  keyword: bare(keyword),
  arguments: [],
  calls: [],
  ...rest,
});
const range = (low: unknown, high: unknown) => ({ kind: "range", low, high });
const percent = (value: number) => ({ kind: "percent", percent: value });

/** What stands after `seed`, which takes any value. */
const valueOf = (text: string) => itemsOf(`seed ${text}`)[0].value;

Deno.test("the example gives one item a line", () => {
  assertEquals(itemsOf(example.replace("pipe 1\n", "")), [
    { kind: "seed", value: number(7) },
    {
      kind: "param",
      name: bare("hidden"),
      type: bare("int"),
      range: range(number(1), number(4096)),
      default: number(8),
      doc: "units in the hidden layer",
    },
    stage("load", {
      calls: [
        call(
          "csv",
          given({ kind: "string", value: "../data/iris.csv" }),
          given(name("species"), "target"),
        ),
      ],
    }),
    stage("split", {
      calls: [
        call(
          "holdout",
          given(percent(20), "valid"),
          given(percent(20), "test"),
          given(number(7), "seed"),
        ),
      ],
    }),
    stage("scale", { calls: [call("standard")] }),
    stage("model", {
      block: [
        { ...call("linear", given(name("hidden"))), label: bare("hidden") },
        call("relu"),
        call("linear", given(name("classes"))),
      ],
    }),
    stage("loss", { calls: [call("cross_entropy")] }),
    stage("optimizer", { calls: [call("sgd", given(number(0.01, false), "lr"))] }),
    stage("train", {
      arguments: [
        given(number(20), "epochs"),
        given(number(1), "batch"),
        given(name("false"), "shuffle"),
      ],
    }),
    stage("metric", { calls: [call("accuracy"), call("f1")] }),
    {
      kind: "expect",
      metric: bare("accuracy"),
      range: range(number(0.89, false), number(0.94, false)),
      part: bare("test"),
      arguments: [],
    },
  ]);
});

Deno.test("the first line is the language version", () => {
  const { items } = unwrap(parseText("# a comment\n\n pipe 1"));
  assertEquals(items.map(({ kind }) => kind), ["version"]);
});

Deno.test("spans cover what was written", () => {
  const { items } = unwrap(parseText(example));
  assertEquals(items.slice(3, 6).map(({ span }) => textOf(span)), [
    'load csv("../data/iris.csv", target = species)',
    "split holdout(valid = 20%, test = 20%, seed = 7)",
    "scale standard",
  ]);
  const model = items[6] as Stage;
  assertEquals(textOf(model.block![0].span), "hidden: linear(hidden)");
});

Deno.test("the span of an operation covers the parentheses of its operands", () => {
  const { items } = unwrap(parseText("pipe 1\ntrain(epochs = (1 + 2) * 3)"));
  const { value, span } = (items[1] as Stage).arguments[0] as Argument;
  assertEquals(textOf(span), "epochs = (1 + 2) * 3");
  assertEquals(textOf(value.span), "(1 + 2) * 3");
  assertEquals(textOf((value as Extract<Expression, { kind: "binary" }>).left.span), "1 + 2");
});

Deno.test("numbers keep whether they were whole", () => {
  assertEquals(valueOf("12"), number(12));
  assertEquals(valueOf("0.5"), number(0.5, false));
  assertEquals(valueOf("1e-4"), number(1e-4, false));
  assertEquals(valueOf("12.5%"), percent(12.5));
  assertEquals(valueOf("1..4096"), range(number(1), number(4096)));
  assertEquals(valueOf("-1"), { kind: "negate", operand: number(1) });
});

Deno.test("operators bind as in arithmetic and from the left", () => {
  const binary = (left: unknown, operator: string, right: unknown) => ({
    kind: "binary",
    operator,
    left,
    right,
  });
  const [one, two, three] = [1, 2, 3].map((each) => number(each));
  assertEquals(valueOf("1 + 2 * 3"), binary(one, "+", binary(two, "*", three)));
  assertEquals(valueOf("1 - 2 - 3"), binary(binary(one, "-", two), "-", three));
  assertEquals(valueOf("(1 + 2) / 3"), binary(binary(one, "+", two), "/", three));
  assertEquals(valueOf("1..2 + 3"), range(one, binary(two, "+", three)));
});

Deno.test("strings know the escapes of JSON that matter", () => {
  const text = String.raw`"a\"b\\c\n\t\u00e9é	漢"`;
  assertEquals(valueOf(text), { kind: "string", value: 'a"b\\c\n\té\u00e9\t漢' });
});

Deno.test("lists nest and may end in a comma", () => {
  const list = (...items: unknown[]) => ({ kind: "list", items });
  assertEquals(
    valueOf("[\n  [1, 2],\n  [3],\n]"),
    list(list(number(1), number(2)), list(number(3))),
  );
  assertEquals(valueOf("[]"), list());
});

Deno.test("lines may break after an opening bracket, a comma and an operator", () => {
  const [broken] = itemsOf("load csv(\n\n  a,\n  b = 1 +\n # why\n 2,\n\n)");
  assertEquals(itemsOf("load csv(a, b = 1 + 2)"), [broken]);
});

Deno.test("a block may stand on one line, be empty, or hold blocks", () => {
  const linear = call("linear", given(number(3)));
  assertEquals(itemsOf("model { linear(3) }"), [stage("model", { block: [linear] })]);
  assertEquals(itemsOf("model {\n}"), [stage("model", { block: [] })]);
  assertEquals(itemsOf("model {\n  residual {\n    linear(3)\n  }\n}"), [
    stage("model", { block: [{ ...call("residual"), block: [linear] }] }),
  ]);
});

Deno.test("the block after the calls of a stage is the stage's", () => {
  assertEquals(itemsOf("model mlp { relu }"), [
    stage("model", { calls: [call("mlp")], block: [call("relu")] }),
  ]);
});

Deno.test("a keyword is a word like any other where a value can stand", () => {
  assertEquals(itemsOf("train(evaluate = [train, test])")[0].arguments, [
    given({ kind: "list", items: [name("train"), name("test")] }, "evaluate"),
  ]);
  assertEquals(itemsOf("load csv(load,\n  split\n)")[0].calls[0].arguments, [
    given(name("load")),
    given(name("split")),
  ]);
  const broken = "load csv(\n  [\n    model,\n    train\n  ],\n  scale\n)\ntrain(epochs = 3)";
  assertEquals(itemsOf(broken).length, 2);
  assertEquals(itemsOf(broken)[0], itemsOf("load csv([model, train], scale)")[0]);
  assertEquals(itemsOf("param a: string = seed")[0].default, name("seed"));
});

Deno.test("the name of a layer or a metric may be a keyword, or stand in quotes", () => {
  const relu = call("relu");
  assertEquals(itemsOf('model {\n  train: relu\n  "Model Year": relu\n  loss: relu\n}'), [
    stage("model", {
      block: [
        { ...relu, label: bare("train") },
        { ...relu, label: quoted("Model Year") },
        { ...relu, label: bare("loss") },
      ],
    }),
  ]);
  assertEquals(itemsOf('metric split: mae, "top 5": mse')[0].calls, [
    { ...call("mae"), label: bare("split") },
    { ...call("mse"), label: quoted("top 5") },
  ]);
});

Deno.test("a parameter may be one of some words", () => {
  const [{ type }] = itemsOf("param act: relu | tanh | train = relu");
  assertEquals(type, {
    kind: "choice",
    words: [bare("relu"), bare("tanh"), bare("train")],
  });
  assertEquals(itemsOf("param act: relu = relu")[0].type, bare("relu"));
});

Deno.test("keywords may name arguments, metrics and parts, and stand in quotes elsewhere", () => {
  assertEquals(itemsOf("load csv(scale = log,\n  train = 1)"), [
    stage("load", { calls: [call("csv", given(name("log"), "scale"), given(number(1), "train"))] }),
  ]);
  assertEquals(itemsOf("expect accuracy in 0..1 on train")[0].part, bare("train"));
  assertEquals(itemsOf("expect loss in 0..1 on train")[0].metric, bare("loss"));
  assertEquals(itemsOf('metric "loss"')[0].calls[0].name, quoted("loss"));
});

Deno.test("`in` and `on` are names where nothing else can stand", () => {
  assertEquals(itemsOf("load csv(in, on = on)"), [
    stage("load", { calls: [call("csv", given(name("in")), given(name("on"), "on"))] }),
  ]);
});

Deno.test("names may have letters of any language", () => {
  assertEquals(valueOf("größe_2"), name("größe_2"));
  assertEquals(valueOf("trainer"), name("trainer"));
});

Deno.test("Windows line ends, tabs and a byte order mark mean nothing", () => {
  const text = "\ufeff" + example.replaceAll("\n", "\r\n").replaceAll("  ", "\t");
  assertEquals(unwrap(parseText(text)).items.length, 12);
});
