// What a reader would stumble over on the page as it is shown now.  Called with {target, english}; returns faults.
({ target, english, print }) => {
  const faults = [];
  const named = (e) => {
    const said = (e.textContent || "").trim().replace(/\s+/g, " ").slice(0, 24);
    const classes = typeof e.className === "string" && e.className ? "." + e.className.trim().replace(/\s+/g, ".") : "";
    return `<${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${classes}> ${said || e.getAttribute("name") || ""}`;
  };
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;

  // What only stands there for the Enter key of a form without scripts: nobody sees or reaches it.
  const unreachable = (e) => e.matches("[tabindex='-1'][aria-hidden=true]");

  // No sideways scroll: name the elements that stick out, the innermost first.
  const root = document.documentElement;
  const wide = root.clientWidth;
  if (document.scrollingElement.scrollWidth > wide) {
    const out = [...document.body.querySelectorAll("*")].filter(
      (e) => shown(e) && e.getBoundingClientRect().right > wide + 0.5);
    const inner = out.filter((e) => !out.some((other) => other !== e && e.contains(other)));
    faults.push(`scrolls sideways to ${document.scrollingElement.scrollWidth} of ${wide} px: ` +
      inner.slice(0, 3).map(named).join("; "));
  }

  if (print) {
    for (const e of document.querySelectorAll("button, nav a, .wt-btn")) {
      if (shown(e) && !unreachable(e)) faults.push(`printed, though it is to be pressed: ${named(e)}`);
    }
    return faults;
  }

  // Targets.  A link inside a sentence is as high as its line (WCAG 2.5.8, "inline").
  const inSentence = (e) => {
    if (getComputedStyle(e).display !== "inline" || e.namespaceURI.endsWith("svg")) return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const bare = (text) => text.replace(/\s+/g, "").length;
    return bare(block.textContent) > bare(e.textContent);
  };
  const boxes = (e) => {
    const labels = e.matches("input[type=radio], input[type=checkbox]") ? [...(e.labels || [])].filter(shown) : [];
    return [e, ...labels].map((part) => part.getBoundingClientRect());
  };
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const e of document.querySelectorAll(pressed)) {
    if (!shown(e) || unreachable(e) || inSentence(e)) continue;
    const width = Math.max(...boxes(e).map((box) => box.width));
    const height = Math.max(...boxes(e).map((box) => box.height));
    if (width < target - 0.5 || height < target - 0.5) {
      faults.push(`target of ${Math.round(width)} × ${Math.round(height)} px, not ${target}: ${named(e)}`);
    }
  }

  // Language: what is said in Chinese on an English page is marked as Chinese, and nothing is left over.
  const wanted = english ? "en" : "zh-Hans";
  if (root.lang !== wanted) faults.push(`lang is ${root.lang}, not ${wanted}`);
  if (english) {
    const chinese = /[\p{Script=Han}，。：；！？（）、《》“”]/u;
    const quoted = /[“”]/gu;
    const tongue = (e) => (e.closest("[lang]") || root).lang;
    const check = (e, text, where) => {
      const left = text.replace(quoted, "");
      if (chinese.test(left) && !tongue(e).startsWith("zh")) {
        faults.push(`Chinese in ${where} outside lang=zh: “${text.trim().slice(0, 30)}” ${named(e)}`);
      }
    };
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const e = walker.currentNode.parentElement;
      if (!e.matches("script, style")) check(e, walker.currentNode.data, "text");
    }
    for (const e of document.querySelectorAll("*")) {
      for (const name of ["aria-label", "title", "placeholder", "alt", "content", "aria-description"]) {
        if (e.hasAttribute(name)) check(e, e.getAttribute(name), name);
      }
      if (e.matches("input[type=submit], input[type=button]")) check(e, e.value, "value");
      for (const part of ["::before", "::after"]) {
        const content = getComputedStyle(e, part).content;
        const words = (content.match(/"[^"]*"/g) || []).join("") + (/chinese|cjk/.test(content) ? "一" : "");
        check(e, words, part);
      }
    }
  }

  // The frame: one heading says the answer, one main button, errors first and in the focus, nothing inline.
  const headings = [...document.querySelectorAll("h1")].filter(shown);
  if (headings.length !== 1) faults.push(`${headings.length} headings of the first level`);
  if (!document.title.trim()) faults.push("no title");
  const main = [...document.querySelectorAll(".wt-btn-main")].filter(shown);
  // The same button may stand above a long page and beside it.
  if (new Set(main.map((e) => e.textContent.trim())).size > 1) faults.push(`${main.length} main buttons: ${main.map(named).join("; ")}`);
  const errors = document.querySelector(".wt-errors");
  if (errors && document.activeElement !== errors) faults.push(`the focus is on ${named(document.activeElement)}, not on the errors`);
  for (const e of document.querySelectorAll("[style], script:not([src])")) faults.push(`inline: ${named(e)}`);
  for (const e of document.images) {
    if (shown(e) && e.complete && !e.naturalWidth) faults.push(`a picture that cannot be shown: ${e.src}`);
  }
  return faults;
}
