import assert from "node:assert/strict";
import { listed, markup, name } from "../../../report/markup/markup.ts";

Deno.test("every text is escaped, every piece stands as it is", () => {
  const hostile = `<script>"&'</script>`;
  const escaped = "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;";
  assert.equal(
    markup`<b title="${hostile}">${hostile}</b>`.text,
    `<b title="${escaped}">${escaped}</b>`,
  );
  assert.equal(markup`<p>${markup`<b>${1}</b>`}</p>`.text, "<p><b>1</b></p>");
  assert.equal(markup`${[markup`<i>a</i>`, "<", undefined, false, 2]}`.text, "<i>a</i>&lt;2");
  assert.equal(listed(["a", "<"], markup`<br>`).text, "a<br>&lt;");
});

Deno.test("what no page may hold is a stand-in", () => {
  assert.equal(
    markup`${"a\u0000b\u001bc\u0085d\ud800e\tf\ng"}`.text,
    "a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng",
  );
});

Deno.test("a name leaves the direction of the text around it alone, and may break at an underscore", () => {
  assert.equal(name("a_b<").text, "<bdi>a_<wbr>b&lt;</bdi>");
});
