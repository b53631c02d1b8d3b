import { columnWords, type SharedColumn, type SharedModel } from "../export/shared_model.ts";
import { cellOf, exampleRow } from "./json_schema.ts";

/** Up to so many words are offered in a list; of more one is typed. */
const offeredWords = 200;

/** A page on which a row is tried by hand. It reads nothing from elsewhere. */
export function pageHtml(model: SharedModel): string {
  const { name, version, inputs } = model;
  const columns = inputs.flatMap((each) => each.columns);
  const title = escapeHtml(name);
  const request = JSON.stringify({ rows: [exampleRow(model)] });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p>A model made by Penstock ${escapeHtml(version)}. Try a row:</p>
<form id="row">
${columns.map(fieldOf).join("\n")}
<button>Answer</button>
</form>
<output id="answer" for="row" aria-live="polite"></output>
<details><summary>From a program</summary>
<pre>curl -d '${
    escapeHtml(request.replaceAll("'", "\\u0027"))
  }' <span id="address"></span>predict</pre>
<p><a href="openapi.json">openapi.json</a> describes every address, <a href="metrics">metrics</a> counts.</p>
</details>
</main>
<script src="page.js"></script>
</html>
`;
}

function fieldOf(column: SharedColumn): string {
  const { schema, isImputed } = column;
  const name = escapeHtml(schema.name);
  const hint = isImputed ? " <small>may be empty</small>" : "";
  return `<label><span>${name}${hint}</span>${controlOf(column, name)}</label>`;
}

function controlOf(column: SharedColumn, name: string): string {
  const { schema, isImputed } = column;
  const required = isImputed ? "" : " required";
  const value = escapeHtml(String(cellOf(column)));
  if (schema.kind === "image") {
    return `<input name="${name}" type="file" accept="image/png,image/jpeg"${required}>`;
  }
  if (schema.kind === "number") {
    return `<input name="${name}" type="number" step="any" value="${value}"${required}>`;
  }
  const words = columnWords(column);
  if (schema.kind !== "date" && words.length > 0 && words.length <= offeredWords) {
    const options = [...isImputed ? [""] : [], ...words]
      .map((word) => `<option>${escapeHtml(word)}</option>`).join("");
    return `<select name="${name}"${required}>${options}</select>`;
  }
  return `<input name="${name}" value="${value}"${required}>`;
}

/** What asks the server and shows its answer. */
export const pageScript = `"use strict";
const form = document.getElementById("row");
const answer = document.getElementById("answer");
document.getElementById("address").textContent = new URL(".", location.href).href;

function fileText(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

async function cellOf(field) {
  if (field.type === "file") return field.files[0] ? await fileText(field.files[0]) : null;
  if (field.value === "") return null;
  return field.type === "number" ? Number(field.value) : field.value;
}

function line(className, ...children) {
  const element = document.createElement("p");
  element.className = className;
  element.append(...children);
  return element;
}

function bars(values) {
  return Object.entries(values).map(([name, value]) => {
    const meter = document.createElement("meter");
    meter.value = value;
    return line("bar", Object.assign(document.createElement("span"), { textContent: name }), meter,
      Object.assign(document.createElement("b"), { textContent: value.toPrecision(3) }));
  });
}

function numbers(values) {
  return Object.entries(values).map(([name, value]) => line("number", name + ": " + value));
}

function shown({ label, probability, score, prediction }) {
  if (prediction !== undefined) {
    return typeof prediction === "object" ? numbers(prediction) : [line("label", String(prediction))];
  }
  const head = typeof label === "object"
    ? Object.keys(label).filter((name) => label[name] === 1).join(", ") || "none of them"
    : String(label);
  return [line("label", head), ...bars(probability ?? score)];
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const row = {};
  for (const field of form.elements) {
    if (field.name !== "") Object.defineProperty(row, field.name, { value: await cellOf(field), enumerable: true });
  }
  try {
    const response = await fetch("predict", { method: "POST", body: JSON.stringify({ rows: [row] }) });
    const body = await response.json();
    answer.replaceChildren(...(response.ok
      ? [...shown(body.answers[0]), ...(body.warnings ?? []).map(({ message }) => line("warning", message))]
      : (body.mistakes ?? [{ message: body.detail }]).map(({ message, help }) =>
        line("mistake", message + (help ? ". " + help : "")))));
  } catch {
    answer.replaceChildren(line("mistake", "The server does not answer"));
  }
});
`;

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 34rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
form { display: grid; gap: .5rem; }
label { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; align-items: center; }
label span { overflow-wrap: anywhere; }
small { opacity: .7; }
input, select, button { font: inherit; padding: .3rem .5rem; min-width: 0; }
button { justify-self: end; margin: .5rem 0; padding: .4rem 1.5rem; }
output { display: block; min-height: 3rem; }
output p { margin: .25rem 0; }
.label { font-size: 1.5rem; font-weight: 600; overflow-wrap: anywhere; }
.bar { display: grid; grid-template-columns: 1fr 2fr 4rem; gap: 1rem; align-items: center; }
.bar span { overflow-wrap: anywhere; }
.bar b { font-weight: 400; text-align: right; font-variant-numeric: tabular-nums; }
meter { width: 100%; }
.mistake { color: light-dark(#b00020, #ff8a80); }
.warning { color: light-dark(#8a5a00, #ffd180); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
`;

/** Text between tags or in an attribute in double quotes. */
function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
