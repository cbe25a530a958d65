// The page around the picture: matrix, story, details, search, keys.

const SCRIPT = "script";

/** A table with more rows gets a frame in which it is scrolled; the matrix of all scenarios has fewer. */
const ROWS_IN_SIGHT = 16;

const view = { picture: null, index: -1, found: [], place: -1 };

function badge(what) {
  return h("span", { class: "badge " + what.tone }, (what.words || what.verdict) + (what.marked ? " !" : ""));
}

function overview() {
  document.getElementById("conditions").textContent =
      [data.version, data.kernel + " kernel", data.os, "seed " + data.seed].join(" · ");
  document.getElementById("overview-title").replaceChildren(
      data.what + ": ", h("span", { class: data.good ? "good-text" : "bad-text" }, data.outcome));
  document.getElementById("tables").replaceChildren(...data.tables.flatMap(table => [
    table.title ? h("h2", { class: "table-title" }, table.title) : null,
    h("div", { class: table.rows.length > ROWS_IN_SIGHT ? "scroll-x long" : "scroll-x", tabindex: "0", role: "region", "aria-label": table.title || "Matrix of verdicts" },
        h("table", { class: "matrix" },
            h("thead", {}, h("tr", {}, h("th", { scope: "col" }, table.corner),
                table.columns.map(title => h("th", { scope: "col" }, title)))),
            h("tbody", {}, table.rows.map(row => h("tr", {}, h("th", { scope: "row" }, row.label),
                row.cells.map((cell, i) => h("td", {}, cell.length ? cell.map(each => entry(each, table.columns[i])) : "–")))))))
  ].filter(Boolean)));
  const cut = data.picturesLeftOut > 0
      ? " " + capital(counted(data.picturesLeftOut, "more run")) + " would have a picture if there were room." : "";
  document.getElementById("matrix-hint").textContent = data.hint + cut;
}

/** What came of something, and a square for each of its runs. */
function entry(cell, column) {
  const worst = cell.runs.find(run => !run.asExpected) || cell.runs.find(run => run.verdict === cell.words) || cell.runs[0];
  const name = cell.name === column || !cell.name ? null : h("span", { class: "writer" }, cell.name);
  const link = worst && worst.picture >= 0
      ? h("a", { href: "#" + anchorOf(data.pictures[worst.picture]), "data-run": worst.picture }, badge(cell))
      : badge(cell);
  const squares = cell.runs.length < 2 ? null : h("span", { class: "squares" }, cell.runs.map(run => {
    const title = run.variant + (run.control ? " (control)" : "") + ", seed " + run.seed + ": " + run.verdict
        + (run.picture < 0 ? "" : ". " + data.pictures[run.picture].headline);
    return run.picture < 0 ? h("span", { class: "square " + run.tone, title })
        : h("a", { class: "square " + run.tone, title, "aria-label": title, "data-run": run.picture,
          href: "#" + anchorOf(data.pictures[run.picture]) });
  }), cell.runsLeftOut ? h("span", { class: "writer" }, "+" + cell.runsLeftOut) : null);
  return h("div", { class: "entry" }, link, name, squares);
}

function open(index, scroll) {
  const picture = data.pictures[index];
  view.index = index;
  const run = document.getElementById("run");
  run.hidden = false;
  document.querySelectorAll("[data-run]").forEach(link =>
      link.toggleAttribute("aria-current", Number(link.dataset.run) === index));
  view.picture = new PictureView(picture, details);
  run.replaceChildren(
      h("div", { class: "run-head" },
          h("div", { class: "run-name" }, badge(picture), h("strong", {}, nameOf(picture)),
              h("span", {}, picture.writer), h("span", {}, "seed " + picture.seed),
              picture.control ? h("span", {}, "control run, without faults") : null,
              picture.expected ? h("span", { class: picture.asExpected ? "" : "bad-text" },
                  picture.asExpected ? "as expected" : "expected " + picture.expected) : null,
              h("span", { class: "spacer" }),
              h("button", { type: "button", class: "quiet", title: "The run before ([)", onclick: () => turn(-1) }, "‹ run"),
              h("span", { class: "counter" }, (index + 1) + " of " + data.pictures.length),
              h("button", { type: "button", class: "quiet", title: "The next run (])", onclick: () => turn(1) }, "run ›")),
          h("h2", { id: "headline" }, picture.headline)),
      h("div", { class: "run-body " + picture.tone }, words(picture), card(picture)));
  highlight();
  if (picture.decisive >= 0) {
    view.picture.select(picture.decisive, true);
  } else {
    details(-1, false);
  }
  if (scroll) {
    run.scrollIntoView({ block: "start" });
  }
}

function turn(by) {
  const count = data.pictures.length;
  location.hash = anchorOf(data.pictures[(view.index + by + count) % count]);
}

function go(row) {
  view.picture.select(row, true);
  reveal();
}

/** Brings the picture into sight, where the story stands above it. */
function reveal() {
  const scroller = view.picture.scroller.getBoundingClientRect();
  if (scroller.top < 0 || scroller.bottom > innerHeight) {
    document.querySelector(".card").scrollIntoView({ block: "end" });
  }
}

/** What is told beside the picture: the story, and the facts that it rests on. */
function words(picture) {
  return h("div", { class: "words" }, h("div", { class: "telling" }, story(picture)), h("div", { class: "facts" }, facts(picture)));
}

function story(picture) {
  const parts = [];
  if (picture.circle > 0) {
    const circle = picture.waits.slice(0, picture.circle);
    parts.push(h("h3", {}, circle.length > 1 ? "The circle of waits" : "A wait for itself"),
        h("ol", { class: "circle", id: "circle" }, circle.map((wait, i) => h("li", {},
            h("button", { type: "button", class: "thread-name", onclick: () => go(wait.row) }, wait.thread),
            h("span", { class: "why" }, "waits for " + wait.what),
            h("span", { class: "whom" }, i + 1 < circle.length ? "↓" : "↑ " + wait.whom)))));
  }
  parts.push(h("h3", {}, "How it came about"));
  parts.push(picture.story.length
      ? h("ol", { class: "story", id: "story" }, picture.story.map(line => {
        const row = picture.rows[line.row];
        const decisive = line.row === picture.decisive && line.row >= 0;
        return h("li", { class: (row && row.injected ? "injected " : "") + (row && row.evidence ? "evidence " : "")
            + (decisive ? "decisive" : "") },
        line.row < 0 ? line.text
            : h("button", { type: "button", onclick: () => go(line.row) }, line.text));
      }))
      : h("p", { class: "hint", id: "story" }, "No fault did anything, and no oracle saw anything."));
  if (picture.waits.length > picture.circle) {
    parts.push(h("h3", {}, picture.circle ? "Also waiting" : "Who waited for what"),
        h("ul", { class: "plain" }, picture.waits.slice(picture.circle).map(wait =>
            h("li", {}, wait.thread + " is waiting for " + wait.what + (wait.whom ? " (" + wait.whom + ")" : "")))));
  }
  return parts;
}

function facts(picture) {
  const parts = [h("h3", {}, "Plan"), plan(picture)];
  findings(parts, "Evidence", picture.evidence);
  findings(parts, "Also seen", picture.alsoSeen);
  if (picture.notes.length) {
    parts.push(h("h3", {}, "Notes"), h("ul", { class: "plain" }, picture.notes.map(note => h("li", {}, note))));
  }
  if (picture.replay) {
    const copy = h("button", { type: "button", class: "quiet", onclick: () => copyText(picture.replay, copy) }, "copy");
    parts.push(h("h3", {}, "Run it again ", copy), h("code", { class: "replay" }, picture.replay));
  }
  return parts;
}

function plan(picture) {
  if (!picture.plan.length) {
    return h("p", { class: "hint" }, "No faults.");
  }
  return h("ul", { class: "plan" }, picture.plan.map((fault, i) => {
    const fired = picture.fired.find(each => each.fault === fault) || picture.fired[i];
    const times = fired ? fired.times === 0 ? "did not fire" : fired.times === 1 ? "fired" : "fired " + fired.times + " times" : "";
    return h("li", {}, h("code", {}, fault), " ",
        h("span", { class: "fired" + (fired && !fired.times ? " not" : "") }, times),
        fired && fired.nearMiss ? h("span", { class: "hint" }, " " + fired.nearMiss) : null);
  }));
}

function findings(parts, title, all) {
  if (all.length) {
    parts.push(h("h3", {}, title), h("ul", { class: "plain" }, all.map(each =>
        h("li", {}, h("b", {}, each.oracle + ": "), each.text))));
  }
}

function copyText(text, button) {
  const done = () => { button.textContent = "copied"; };
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).then(done, () => { button.textContent = "select it by hand"; });
  } else {
    button.textContent = "select it by hand";
  }
}

function card(picture) {
  const stepping = h("button", { type: "button", id: "step", "aria-pressed": "false", title: "Hide what has not happened yet (s)",
    onclick: () => stepThrough() }, "Step through");
  return h("div", { class: "card" },
      h("div", { class: "tools" },
          h("button", { type: "button", id: "back", title: "The event before (←)", "aria-label": "The event before", onclick: () => view.picture.step(-1) }, "←"),
          h("button", { type: "button", id: "on", title: "The next event (→)", "aria-label": "The next event", onclick: () => view.picture.step(1) }, "→"),
          stepping,
          picture.decisive < 0 ? null : h("button", { type: "button", id: "decisive", class: "strong",
            title: "d", onclick: () => decisiveMoment() }, picture.tone === "good" ? "◆ the fault" : "◆ decisive moment"),
          h("span", { class: "spacer" }),
          h("span", { class: "hint count" }, counted(picture.rows.filter(row => row.kind !== "gap").length, "event")
              + (picture.leftOut ? ", " + picture.leftOut + " more not drawn" : "")),
          h("button", { type: "button", class: "quiet", title: "Keys (?)", "aria-label": "Keys", onclick: () => keys() }, "?")),
      view.picture.element,
      h("div", { class: "dock", id: "details", "aria-live": "polite" }),
      legend(picture));
}

function legend(picture) {
  const has = kind => picture.spans.some(span => span.kind === kind);
  const item = (name, text) => h("li", {}, h("span", { class: "sample " + name }), text);
  return h("ul", { class: "legend", "aria-label": "Legend" },
      picture.rows.some(row => row.injected) ? item("fault", "★ made so by a fault") : null,
      has("lock") ? mutexes(picture).slice(0, 6).map((name, i) => item("mutex-" + (i % 6 + 1), "holds " + name)) : null,
      has("lock-wait") ? item("waiting", "waits for a mutex") : null,
      has("held") ? item("held", "held by a fault") : null,
      has("callback") ? item("callback", "inside a callback") : null,
      has("operation") ? item("operation", "memory is the kernel’s") : null,
      picture.spans.some(span => span.released !== undefined) ? item("early", "released, and still the kernel’s") : null,
      picture.rows.some(row => row.evidence) ? item("evidence", "decides the verdict") : null);
}

/** Shows everything about one event, and what holds at that moment. */
function details(at, hovering) {
  const dock = document.getElementById("details");
  const { picture } = view.picture;
  if (!dock) {
    return;
  }
  dock.classList.toggle("hovering", hovering);
  if (at < 0) {
    dock.replaceChildren(h("p", { class: "hint" }, "Point at an event, or go through them with → and ←."));
    return;
  }
  const row = picture.rows[at];
  const state = stateAt(picture, at);
  const where = "event " + (at + 1) + " of " + picture.rows.length + " · " + clock(row.nanos) + " · " + (row.lane || SCRIPT);
  dock.replaceChildren(
      h("div", { class: "what" },
          h("span", { class: "hint" }, where),
          h("code", {}, (row.call ? "#" + row.call + " " : "") + row.title + (row.arguments ? "(" + row.arguments + ")" : "")
              + (row.answer ? " → " + row.answer : "")),
          row.injected ? h("span", { class: "chip fault" }, "★ by a fault") : null,
          row.evidence ? h("span", { class: "chip bad" }, "decides the verdict") : null),
      h("div", { class: "state" },
          state.threads.map(thread => threadState(thread, picture)),
          state.operations.map(operation => h("span", { class: "chip " + (operation.released ? "bad" : "operation") },
              operation.name + (operation.released ? ": released, and still the kernel’s" : " is the kernel’s")))));
}

function threadState(thread, picture) {
  const parts = [];
  thread.inside.forEach(span => parts.push("in " + (span.kind === "callback" ? "the callback of " : "") + span.name));
  thread.waits.forEach(span => parts.push(span.kind === "held" ? "held at " + span.name : "waits for " + span.name));
  const holds = thread.holds.map(name => h("span", { class: "holds mutex-" + (mutexes(picture).indexOf(name) % 6 + 1) },
      "holds " + name));
  return parts.length || holds.length
      ? h("span", { class: "chip" + (thread.waits.length ? " warn" : "") }, h("b", {}, thread.lane), " ",
          parts.join(", "), parts.length && holds.length ? ", " : "", holds) : null;
}

function stepThrough() {
  const on = !view.picture.stepping;
  view.picture.stepThrough(on);
  document.getElementById("step").setAttribute("aria-pressed", String(on));
}

function decisiveMoment() {
  if (view.picture.picture.decisive >= 0) {
    go(view.picture.picture.decisive);
  }
}

function keys() {
  document.getElementById("keys").showModal();
}

// Search

const texts = data.pictures.map(() => null);

function textsOf(index) {
  texts[index] = texts[index] || data.pictures[index].rows.map(row => sentence(row).toLowerCase());
  return texts[index];
}

function aboutOf(picture) {
  return [nameOf(picture), picture.writer, picture.verdict, picture.headline,
    ...picture.story.map(line => line.text), ...picture.plan].join(" ").toLowerCase();
}

/** Finds what is typed in all runs; remembers the places in order, those of the open run first. */
function search() {
  const wanted = document.getElementById("search").value.trim().toLowerCase();
  const results = document.getElementById("results");
  view.found = [];
  view.place = -1;
  results.hidden = wanted === "";
  if (wanted === "") {
    highlight();
    return;
  }
  const perRun = [];
  for (let k = 0; k < data.pictures.length; k++) {
    const index = (view.index + k) % data.pictures.length;
    const rows = [];
    textsOf(index).forEach((text, at) => {
      if (text.includes(wanted)) {
        rows.push(at);
      }
    });
    rows.forEach(row => view.found.push({ index, row }));
    if (rows.length || aboutOf(data.pictures[index]).includes(wanted)) {
      perRun.push({ index, rows });
    }
  }
  const lines = perRun.slice(0, 8).map(({ index, rows }) => h("button", { type: "button", onclick: () => {
    results.hidden = true;
    show({ index, row: rows.length ? rows[0] : data.pictures[index].decisive });
  } }, h("span", {}, nameOf(data.pictures[index]) + ", " + data.pictures[index].writer),
  h("span", { class: "hint" }, rows.length ? counted(rows.length, "event") : "in the story")));
  results.replaceChildren(
      h("p", { class: "hint", id: "found" }, view.found.length || perRun.length
          ? counted(view.found.length, "event") + " in " + counted(perRun.length, "run") + "; Enter goes to the next"
          : "Nothing found."),
      ...lines, perRun.length > 8 ? h("p", { class: "hint" }, "and " + counted(perRun.length - 8, "more run")) : "");
  highlight();
}

function highlight() {
  if (view.picture) {
    view.picture.find(new Set(view.found.filter(each => each.index === view.index).map(each => each.row)));
  }
}

function nextMatch(by) {
  if (view.found.length) {
    view.place = (view.place + by + view.found.length) % view.found.length;
    show(view.found[view.place]);
  }
}

function show(place) {
  if (place.index !== view.index) {
    history.replaceState(null, "", "#" + anchorOf(data.pictures[place.index]));
    open(place.index, true);
  }
  if (place.row >= 0) {
    go(place.row);
  }
}

// Light and dark

function theme(turnOver) {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const now = turnOver ? !dark : dark;
  if (turnOver) {
    root.dataset.theme = now ? "dark" : "light";
  }
  document.getElementById("theme").textContent = now ? "☀" : "☾";
  if (view.picture) {
    view.picture.drawMap();
  }
}

function onKey(event) {
  const typing = event.target instanceof HTMLInputElement;
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("keys").open) {
    return;
  }
  if (typing) {
    if (event.key === "Enter") {
      nextMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.target.value = "";
      search();
      event.target.blur();
    }
    return;
  }
  const last = view.picture ? view.picture.shown.length - 1 : 0;
  const actions = {
    ArrowRight: () => view.picture.step(1),
    ArrowLeft: () => view.picture.step(-1),
    Home: () => view.picture.select(0, true),
    End: () => view.picture.select(last, true),
    d: decisiveMoment, s: stepThrough,
    "[": () => turn(-1), "]": () => turn(1),
    n: () => nextMatch(1), N: () => nextMatch(-1),
    t: () => theme(true), "?": keys,
    "/": () => document.getElementById("search").focus(),
    Escape: () => { document.getElementById("results").hidden = true; },
  };
  const action = actions[event.key];
  if (action && (view.picture || "/t?".includes(event.key))) {
    event.preventDefault();
    action();
  }
}

/** Opens the run that the address names; without one, the first that is not as expected, or bad. */
function openNamed() {
  const named = data.pictures.findIndex(picture => anchorOf(picture) === decodeURIComponent(location.hash.slice(1)));
  if (named >= 0) {
    open(named, true);
  } else if (view.index < 0 && data.pictures.length) {
    const notable = data.pictures.findIndex(picture => !picture.asExpected);
    const bad = data.pictures.findIndex(picture => picture.tone === "bad");
    open(Math.max(0, notable >= 0 ? notable : bad), false);
  }
}

overview();
theme(false);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => theme(false));
document.getElementById("theme").addEventListener("click", () => theme(true));
document.getElementById("search").addEventListener("input", search);
document.addEventListener("click", event => {
  if (!event.target.closest(".search")) {
    document.getElementById("results").hidden = true;
  }
});
document.addEventListener("keydown", onKey);
addEventListener("hashchange", openNamed);
openNamed();
