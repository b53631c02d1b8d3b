// Runs in the page: which pictures are empty, what lies on each other, what is cut off.
(() => {
  const problems = new Set();
  const root = document.documentElement;
  const wide = root.scrollWidth - root.clientWidth;
  if (wide > 0) problems.add(`the page is ${wide} px wider than the screen`);
  for (const svg of document.querySelectorAll("svg[role=img]")) {
    const id = svg.getAttribute("aria-labelledby");
    const marks = svg.querySelectorAll("path, line, rect, circle, use, image, text");
    if (marks.length < 3) problems.add(`${id} is empty`);
    if (!svg.querySelector("title")?.textContent || !svg.querySelector("desc")?.textContent) {
      problems.add(`${id} has no words`);
    }
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")]
      .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    texts.forEach(({ text, box }, at) => {
      if (box.left < frame.left - 2 || box.right > frame.right + 2) {
        problems.add(`${id}: "${text}" stands out of the picture`);
      }
      for (const other of texts.slice(at + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Letters have some room around them.
        if (across > 1 && down > 5) problems.add(`${id}: "${text}" lies on "${other.text}"`);
      }
    });
  }
  return [...problems];
})();
