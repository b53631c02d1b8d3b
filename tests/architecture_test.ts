/** Imports point one way, and files stay short. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const generated = ["compiler/backends/onnx/onnx_pb.ts", "dsl/syntax/cst.ts"];
const maxLines = 400;

interface SourceFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

function filesBelow(folder: string): SourceFile[] {
  return [...Deno.readDirSync(new URL(folder, root))].flatMap(({ name, isDirectory }) => {
    const path = `${folder}${name}`;
    if (isDirectory) return filesBelow(`${path}/`);
    return name.endsWith(".ts") ? [{ path, text: Deno.readTextFileSync(new URL(path, root)) }] : [];
  });
}

/** What a file imports: a path relative to the root, or a package. */
function importsOf({ path, text }: SourceFile): string[] {
  const specifiers = [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)";/gm)]
    .concat([...text.matchAll(/^import\s+"([^"]+)";/gm)])
    .concat([...text.matchAll(/\bimport\("([^"]+)"\)/g)])
    .map(([, specifier]) => specifier!);
  return specifiers.map((specifier) =>
    specifier.startsWith(".")
      ? fileURLToPath(new URL(specifier, new URL(path, root))).slice(fileURLToPath(root).length)
      : specifier
  );
}

/** Each import of a layer that is none of `allowed`, as `dsl/a.ts imports runtime/b.ts`. */
function strayImports(files: readonly SourceFile[], allowed: readonly RegExp[]): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((each) => !allowed.some((pattern) => pattern.test(each)))
      .map((each) => `${file.path} imports ${each}`)
  );
}

const [dsl, compiler, runtime] = ["dsl/", "compiler/", "runtime/"].map(filesBelow) as [
  SourceFile[],
  SourceFile[],
  SourceFile[],
];

Deno.test("dsl imports itself, its parser and its matcher", () => {
  assert.deepEqual(strayImports(dsl, [/^dsl\//, /^chevrotain$/, /^ts-pattern$/]), []);
});

Deno.test("compiler imports dsl, itself and its packages", () => {
  const packages = /^(ts-pattern|pure-rand\/.*|@bufbuild\/protobuf(\/.*)?)$/;
  assert.deepEqual(strayImports(compiler, [/^dsl\//, /^compiler\//, packages]), []);
});

Deno.test("dsl and compiler touch no file, clock, console or chance", () => {
  const impure =
    /\b(Deno\.|console\.|fetch\(|Date\.now|new Date\b|performance\.|Math\.random|crypto\.)/;
  const found = [...dsl, ...compiler].flatMap(({ path, text }) => {
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    const [use] = impure.exec(code) ?? [];
    return use ? [`${path} uses ${use}`] : [];
  });
  assert.deepEqual(found, []);
});

Deno.test("nothing below imports the command or the public module", () => {
  const isAbove = (each: string) => /^(cli|mod)\.ts$|^tests\//.test(each);
  const stray = [...dsl, ...compiler, ...runtime].flatMap((file) =>
    importsOf(file).filter(isAbove).map((each) => `${file.path} imports ${each}`)
  );
  assert.deepEqual(stray, []);
});

Deno.test("ONNX Runtime is known to the engine alone", () => {
  const users = runtime.filter((file) => importsOf(file).includes("onnxruntime-node"));
  assert(users.every(({ path }) => path.startsWith("runtime/engine")), `${users}`);
});

Deno.test(`no source file is longer than ${maxLines} lines`, () => {
  const entries = ["cli.ts", "mod.ts"].map((path) => ({
    path,
    text: Deno.readTextFileSync(new URL(path, root)),
  }));
  const long = [...dsl, ...compiler, ...runtime, ...entries]
    .filter(({ path }) => !generated.includes(path))
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .filter(({ lines }) => lines > maxLines);
  assert.deepEqual(long, []);
});

Deno.test("the imports that this test reads are all there are", () => {
  const file = {
    path: "runtime/x.ts",
    text: 'import {\n  a,\n} from "../dsl/a.ts";\nimport type * as Ort from "o";\n' +
      'export { b } from "./b.ts";\nimport "c";\nawait import("d");\n',
  };
  assert.deepEqual(importsOf(file), ["dsl/a.ts", "o", "runtime/b.ts", "c", "d"]);
});
