// Runs in the page: which pictures are empty, what lies on each other, what is cut off, what is too pale.
(() => {
  const problems = new Set();
  const isSeen = (element) => element.checkVisibility({ contentVisibilityAuto: true });
  const quoted = (text) => `"${text.trim().replaceAll(/\s+/g, " ").slice(0, 60)}"`;
  pageWidth();
  for (const svg of document.querySelectorAll("svg[role=img]")) {
    if (isSeen(svg)) pictureProblems(svg);
  }
  textProblems();
  return [...problems];

  function pageWidth() {
    const root = document.documentElement;
    const wide = root.scrollWidth - root.clientWidth;
    if (wide > 0) problems.add(`the page is ${wide} px wider than the screen`);
  }

  function pictureProblems(svg) {
    const id = svg.getAttribute("aria-labelledby");
    const marks = svg.querySelectorAll("path, line, rect, circle, use, image, text");
    if (marks.length < 3) problems.add(`${id} is empty`);
    if (!svg.querySelector("title")?.textContent || !svg.querySelector("desc")?.textContent) {
      problems.add(`${id} has no words`);
    }
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (
        box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 4 ||
        box.bottom > frame.bottom + 4
      ) {
        problems.add(`${id}: ${quoted(text.textContent)} stands out of the picture`);
      }
      const contrast = contrastOf(text, svg);
      if (contrast < 4.5) {
        problems.add(
          `${id}: ${quoted(text.textContent)} has a contrast of ${contrast.toFixed(1)}`,
        );
      }
    }
  }

  // Texts that lie on each other or stand out of the box that they are in.
  function textProblems() {
    const lines = textLines().sort((one, other) => one.box.top - other.box.top);
    let open = [];
    for (const line of lines) {
      const { box, text } = line;
      open = open.filter((other) => other.box.bottom > box.top);
      for (const other of open) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Letters have some room around them.
        const isSameText = line.owner === other.owner;
        if (across > 1 && down > 5 && !isSameText) {
          problems.add(`${line.where}: ${quoted(text)} lies on ${quoted(other.text)}`);
        }
      }
      open.push(line);
    }
  }

  // Where each text is seen, line by line.
  function textLines() {
    const lines = [...document.querySelectorAll("svg[role=img] text")].filter(isSeen).flatMap((
      owner,
    ) =>
      seen(owner, owner.getBoundingClientRect()).map((box) => ({
        ...{ owner, box, text: owner.textContent },
        where: owner.closest("svg").getAttribute("aria-labelledby"),
      }))
    );
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const { parentElement: parent } = node;
      if (
        node.data.trim() === "" || parent.closest("svg, .hidden, script, style") || !isSeen(parent)
      ) {
        continue;
      }
      const owner = blockOf(parent);
      const room = owner.getBoundingClientRect();
      for (const whole of boxesOf(node, owner)) {
        if (whole.right > room.right + 1 || whole.left < room.left - 1) {
          problems.add(`${whereOf(owner)}: ${quoted(node.data)} stands out of its box`);
        }
        for (const box of seen(owner, whole)) {
          lines.push({ owner, box, text: node.data, where: whereOf(owner) });
        }
      }
    }
    return lines;
  }

  // Where a text is: where blanks are kept, those at the end of a line hang over and are not seen.
  function boxesOf(node, owner) {
    const areKept = getComputedStyle(owner).whiteSpace.startsWith("pre");
    const range = document.createRange();
    return [...node.data.matchAll(areKept ? /\S+/g : /[^]+/g)].flatMap(({ 0: text, index }) => {
      range.setStart(node, index);
      range.setEnd(node, index + text.length);
      return [...range.getClientRects()].filter(({ width }) => width > 0);
    });
  }

  // What is seen of a box within what scrolls.
  function seen(element, box) {
    const frame = element.closest(".scroll")?.getBoundingClientRect();
    if (!frame) return [box];
    const cut = {
      left: Math.max(box.left, frame.left),
      right: Math.min(box.right, frame.right),
      top: Math.max(box.top, frame.top),
      bottom: Math.min(box.bottom, frame.bottom),
    };
    return cut.right > cut.left && cut.bottom > cut.top ? [cut] : [];
  }

  function blockOf(element) {
    let block = element;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return block;
  }

  function whereOf(element) {
    const section = element.closest("section")?.getAttribute("aria-labelledby") ?? "header";
    return `${section}, <${element.localName}>`;
  }

  // Of a text in a picture, on the paper or on what is drawn below its middle; what has a halo brings its own ground.
  function contrastOf(text, svg) {
    const style = getComputedStyle(text);
    if (style.paintOrder.startsWith("stroke") && style.stroke !== "none") return Infinity;
    const frame = text.getBBox();
    const middle = new DOMPoint(frame.x + frame.width / 2, frame.y + frame.height / 2);
    let ground = coloured(getComputedStyle(document.body).backgroundColor).rgb;
    for (const shape of svg.querySelectorAll("path, rect, circle, text")) {
      if (shape === text) break;
      if (shape.localName === "text" || !shape.isPointInFill(middle)) continue;
      const look = getComputedStyle(shape);
      if (look.fill === "none") continue;
      const { rgb, alpha } = coloured(look.fill);
      const share = alpha * Number(look.fillOpacity) * Number(look.opacity);
      ground = ground.map((each, at) => each + (rgb[at] - each) * share);
    }
    const [one, other] = [coloured(style.fill).rgb, ground].map(luminance);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  function coloured(text) {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  }

  // Source: Web Content Accessibility Guidelines 2.2, relative luminance.
  function luminance(rgb) {
    const [red, green, blue] = rgb.map((each) => {
      const share = each / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
})();
