// What makes the screens quicker. Everything here has a way without it: links, forms and buttons that work alone.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

// The policy of the server lets no script make markup of text but this one, and it makes it of our own pages only.
const ourPages = window.trustedTypes?.createPolicy("zgoda", { createHTML: (text) => text }) ?? { createHTML: (text) => text };

// Fetches a page of ours and gives back its document, or nothing if it cannot be had.
async function fetchPage(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    return answer.ok ? new DOMParser().parseFromString(ourPages.createHTML(await answer.text()), "text/html") : null;
  } catch {
    return null;
  }
}

// Side panel: a link with data-panel opens the [data-panel-content] of its page beside the list.
async function openPanel(link) {
  const page = await fetchPage(link.href);
  const content = page && one("[data-panel-content]", page);
  if (!content) {
    location.assign(link.href);
    return;
  }
  const panel = document.createElement("dialog");
  panel.className = "panel";
  panel.setAttribute("aria-label", page.title);
  const close = document.createElement("button");
  close.className = "button quiet small close";
  close.type = "button";
  close.textContent = "✕";
  close.setAttribute("aria-label", document.body.dataset.close);
  close.addEventListener("click", () => panel.close());
  panel.append(close, document.importNode(content, true));
  panel.addEventListener("close", () => { panel.remove(); link.focus(); });
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  document.body.append(panel);
  panel.showModal();
}

// Palette: every place one can go, narrowed by typing; the last line searches for what was typed.
function openPalette() {
  const search = one("form[role=search]");
  if (!search || one("dialog.palette")) return;
  const palette = document.createElement("dialog");
  palette.className = "palette";
  palette.setAttribute("aria-label", search.dataset.label);
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = search.dataset.label;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "palette-places");
  const list = document.createElement("ul");
  list.id = "palette-places";
  list.setAttribute("role", "listbox");
  const places = all("[data-place]").map((link) => ({ name: link.dataset.place, href: link.href, icon: one("svg", link) }));
  let chosen = 0;

  const plain = (text) => text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
  const searchPeople = () => {
    one("input[name=q]", search).value = input.value;
    search.requestSubmit();
  };
  const draw = () => {
    const wanted = plain(input.value.trim());
    const found = places.filter((place) => plain(place.name).includes(wanted));
    list.replaceChildren(...found.map((place) => line(place.name, place.href, place.icon)));
    if (wanted) {
      const last = line(`${search.dataset.find} ${input.value.trim()}`, "#", one("svg", search));
      one("a", last).addEventListener("click", (event) => { event.preventDefault(); searchPeople(); });
      list.append(last);
    }
    choose(0);
  };
  const line = (name, href, icon) => {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    const link = document.createElement("a");
    link.href = href;
    link.tabIndex = -1;
    if (icon) link.append(icon.cloneNode(true));
    link.append(name);
    item.append(link);
    return item;
  };
  const choose = (place) => {
    const lines = [...list.children];
    chosen = Math.max(0, Math.min(place, lines.length - 1));
    lines.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    lines[chosen]?.scrollIntoView({ block: "nearest" });
  };

  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") one("a", list.children[chosen])?.click();
    else return;
    event.preventDefault();
  });
  palette.addEventListener("close", () => palette.remove());
  palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });
  palette.append(input, list);
  document.body.append(palette);
  palette.showModal();
  draw();
}

// Lists: j and k move, x ticks, Enter opens.
function walkList(key) {
  const rows = all("[data-walk] tbody tr");
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.classList.contains("here"));
  const here = rows[at];
  if (key === "x") one("input[type=checkbox]", here ?? rows[0])?.click();
  else if (key === "Enter") { if (!here) return false; one("a", here)?.click(); }
  else {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + (key === "j" ? 1 : -1)))];
    here?.classList.remove("here");
    next.classList.add("here");
    next.scrollIntoView({ block: "nearest" });
  }
  return true;
}

// How many are ticked, wherever that is told; and the bar of what is ticked, shown only while something is.
function countTicked() {
  const ticked = (form) => all(`input[form="${form}"]:checked`).length;
  for (const number of all("output[data-ticks]")) number.textContent = String(ticked(number.dataset.ticks));
  for (const bar of all("[data-ticked]")) bar.hidden = ticked(bar.id) === 0;
}

// Long work: asks the page again and takes over its [data-live] part until it says that it is done.
async function follow(part) {
  for (;;) {
    await new Promise((wake) => setTimeout(wake, 1000));
    const page = await fetchPage(location.href);
    const fresh = page && one("[data-live]", page);
    if (page && !fresh) { location.reload(); return; }
    if (!fresh) continue;
    part.replaceWith(fresh);
    part = fresh;
    if (part.dataset.live === "done") { location.reload(); return; }
  }
}

// A file can be dropped onto its field.
function takeDrops(zone) {
  const input = one("input[type=file]", zone);
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.addEventListener("click", (event) => {
  const panel = event.target.closest("a[data-panel]");
  if (panel && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    openPanel(panel);
  }
  const dismiss = event.target.closest("[data-dismiss]");
  if (dismiss) dismiss.closest(".notice").remove();
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const text = one(`#${copy.dataset.copy}`);
    navigator.clipboard?.writeText(text.value ?? text.textContent).then(() => { copy.textContent = copy.dataset.done; });
  }
  // A menu closes when one clicks beside it.
  all("details.menu[open], .bottom details[open]").filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    all("[data-walk] tbody input[type=checkbox]").forEach((box) => { box.checked = event.target.checked; });
  }
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  countTicked();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.key === "Escape") all("details.menu[open]").forEach((menu) => { menu.open = false; one("summary", menu).focus(); });
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || one("dialog[open]")) return;
  if (event.key === "/") {
    const field = one("form[role=search] input[name=q]");
    if (field) { event.preventDefault(); field.focus(); }
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (["j", "k", "x", "Enter"].includes(event.key) && walkList(event.key)) event.preventDefault();
});

all(".drop").forEach(takeDrops);
all("[data-live]:not([data-live=done])").forEach(follow);
all("[data-js]").forEach((part) => { part.hidden = false; });
countTicked();

// A code that came with a link stands behind the `#`, where no server sees it; nor does it stay in the history.
const coded = one("[data-from-hash]");
if (coded && location.hash.length > 1) {
  coded.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
