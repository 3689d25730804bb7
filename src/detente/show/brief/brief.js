"use strict";
(() => {
  const root = document.documentElement;
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll("tr.event")];
  const typing = () => /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  let visible = rows;

  const stored = (value) => {
    try {
      return value === undefined ? localStorage.getItem("detente-theme") : localStorage.setItem("detente-theme", value);
    } catch {
      return null; // a browser may refuse storage to a local file; the choice then lasts as long as the page
    }
  };

  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const showTheme = () => {
    theme.textContent = dark() ? "Light" : "Dark";
    theme.setAttribute("aria-pressed", String(dark()));
    theme.setAttribute("aria-label", dark() ? "Use light colours" : "Use dark colours");
  };
  const toggleTheme = () => {
    root.dataset.theme = dark() ? "light" : "dark";
    stored(root.dataset.theme);
    showTheme();
  };
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();
  theme.hidden = false;
  theme.addEventListener("click", toggleTheme);
  showTheme();

  const apply = () => {
    const wanted = new FormData(form);
    const has = (row, name) => !wanted.get(name) || (row.dataset[name] ?? "").split(" ").includes(wanted.get(name));
    const sought = (wanted.get("words") ?? "").toLowerCase().trim().split(/\s+/);
    visible = rows.filter((row) => {
      const fits = ["dyad", "type", "status", "source"].every((name) => has(row, name)) &&
        sought.every((word) => words.get(row).includes(word));
      row.hidden = !fits;
      return fits;
    });
    for (const body of document.querySelectorAll(".events tbody")) body.hidden = !body.querySelector("tr.event:not([hidden])");
    const all = visible.length === rows.length;
    document.getElementById("count").textContent = all ? `${rows.length} events` : `${visible.length} of ${rows.length} events`;
  };
  if (rows.length) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  const arrive = () => {
    for (const old of document.querySelectorAll("mark.here, tr.here")) old.classList.remove("here");
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    const folded = target.closest("details");
    if (target.matches("details")) target.open = true;
    if (folded) folded.open = true;
    if (target.hidden) form.reset();
    if (target.matches("tr, mark")) target.classList.add("here");
    if (id.startsWith("f-")) for (const piece of document.querySelectorAll(`mark[data-of="${CSS.escape(id.slice(2))}"]`)) piece.classList.add("here");
    requestAnimationFrame(() => {
      target.scrollIntoView({ block: target.matches("mark, tr") ? "center" : "start" });
      target.focus({ preventScroll: true });
    });
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  const box = document.querySelector(".chart-box");
  if (box) requestAnimationFrame(() => { box.scrollLeft = box.scrollWidth; });

  const here = () => document.activeElement?.closest("tr.event");
  const step = (by) => {
    if (!visible.length) return;
    const at = visible.indexOf(here());
    const next = visible[Math.min(visible.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    t: toggleTheme,
    b: () => document.activeElement?.closest("mark")?.querySelector(":scope > .back")?.click(),
    "/": () => form.elements.words.focus(),
    "?": () => { location.hash = "reading"; },
    Enter: () => document.activeElement?.matches("tr") && document.activeElement.querySelector("a.to-text")?.click(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing()) {
      form.reset();
      document.activeElement.blur();
      return;
    }
    if (typing() || !Object.hasOwn(keys, event.key)) return;
    if (event.key === "Enter" && !document.activeElement?.matches("tr")) return;
    event.preventDefault();
    keys[event.key]();
  });

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open], .source)")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
})();
