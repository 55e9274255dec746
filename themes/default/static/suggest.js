// Offers items while somebody types.  What it shows are plain links under the box; without it the page of results
// offers the same.  It asks this site only, and keeps nothing.
"use strict";

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  list.className = "wt-suggest";
  list.hidden = true;
  said.className = "wt-vh";
  said.setAttribute("role", "status");
  form.append(list, said);

  // A pause in the typing, in milliseconds; a Latin letter alone is no pinyin yet.
  const PAUSE = 150;
  let waiting = 0;
  let asking = null;

  const close = () => {
    list.hidden = true;
    said.textContent = "";
  };

  const row = (found) => {
    const link = document.createElement("a");
    const name = document.createElement("span");
    const why = document.createElement("span");
    link.href = found.href;
    name.className = "wt-row-name";
    name.lang = "zh-Hans";
    name.textContent = found.name;
    why.className = "wt-row-note";
    why.textContent = [found.hall, found.why].filter(Boolean).join(" · ");
    link.append(name, why);
    const item = document.createElement("li");
    item.append(link);
    return item;
  };

  const show = (found) => {
    list.replaceChildren(...found.map(row));
    list.hidden = found.length === 0;
    said.textContent = found.length ? form.dataset.said : "";
  };

  const ask = async () => {
    const words = box.value.trim();
    if (asking) asking.abort();
    if (!words || /^[a-z]$/i.test(words)) return close();
    asking = new AbortController();
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", words);
    if (form.dataset.of) address.searchParams.set("hall", form.dataset.of);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
      else close();
    } catch {
      // The line is bad, or the next letter has come already: the button still works.
      close();
    }
  };

  const later = (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, PAUSE);
  };
  box.addEventListener("input", later);
  box.addEventListener("compositionend", later);

  form.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    if (event.key === "Escape" && !list.hidden) {
      close();
      box.focus();
    } else if (event.key === "ArrowDown" && !list.hidden && here < links.length - 1) {
      links[here + 1].focus();
    } else if (event.key === "ArrowUp" && here >= 0) {
      (links[here - 1] || box).focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
}
