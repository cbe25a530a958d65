// The picture of one run: a grid, a row per event, a column per lane.

const COLOURS_OF_MUTEXES = 6;

class PictureView {
  constructor(picture, onSelect) {
    this.picture = picture;
    this.onSelect = onSelect;
    this.mutexes = mutexes(picture);
    this.lanes = [...picture.lanes.filter(lane => lane !== "peer"), "kernel", "peer"];
    this.showsRecovery = picture.recovery < 0 || picture.decisive >= picture.recovery;
    this.stepping = false;
    this.selected = -1;
    this.matches = new Set();
    this.element = h("div", { class: "picture" });
    this.grid = h("div", { class: "grid" });
    this.scroller = h("div", {
      class: "scroller", tabindex: "0", role: "listbox", id: "picture",
      "aria-label": "Events of " + nameOf(picture) + ", in their order",
    }, this.grid);
    this.map = h("canvas", { class: "map", "aria-hidden": "true", title: "All events; a click goes there" });
    this.element.append(this.scroller, this.map);
    this.grid.addEventListener("click", event => this.pick(event));
    this.grid.addEventListener("mousemove", event => this.hover(event));
    this.grid.addEventListener("mouseleave", () => this.onSelect(this.selected, false));
    this.map.addEventListener("click", event => {
      const share = event.offsetY / this.map.clientHeight;
      this.select(this.shown[Math.min(this.shown.length - 1, Math.floor(share * this.shown.length))], true);
    });
    this.scroller.addEventListener("scroll", () => this.drawMap());
    new ResizeObserver(() => { this.drawArrows(); this.drawMap(); }).observe(this.scroller);
    this.build();
  }

  /** Lays everything out anew: when the recovery phase is shown or hidden. */
  build() {
    const { picture } = this;
    const end = this.showsRecovery ? picture.rows.length : picture.recovery;
    this.shown = [...Array(end).keys()];
    this.line = new Map();
    let line = 2;
    for (const at of this.shown) {
      if (at === picture.decisive) {
        line++;
      }
      this.line.set(at, line++);
    }
    this.end = line;
    this.cells = new Map();
    const tracks = this.tracks();
    const width = Math.max(1, ...tracks.values());
    this.grid.style.setProperty("--tracks", width);
    this.grid.style.gridTemplateColumns = "3rem " + this.lanes.map(lane =>
        lane === "kernel" ? "minmax(var(--kernel-min), .5fr)" : lane === "peer" ? "minmax(var(--peer-min), .34fr)" : "minmax(var(--thread-min), 1fr)")
        .join(" ");
    const parts = [h("div", { class: "head corner", style: "grid-area: 1 / 1" }, "call")];
    this.lanes.forEach((lane, i) => {
      const kind = lane === "kernel" || lane === "peer" ? lane : "thread";
      parts.push(h("div", { class: "head " + kind, style: `grid-area: 1 / ${i + 2}` }, lane));
      parts.push(h("div", { class: "lane " + kind, style: `grid-area: 2 / ${i + 2} / ${this.end} / ${i + 3}` }));
    });
    for (const span of picture.spans) {
      if (span.from < end) {
        parts.push(this.span(span, tracks));
      }
    }
    for (const at of this.shown) {
      if (at === picture.decisive) {
        parts.push(h("div", {
          class: "moment", id: "decisive-label", style: `grid-area: ${this.line.get(at) - 1} / 1 / auto / -1`,
        }, h("span", {}, (picture.tone === "good" ? "◆ " : "◆ decisive moment: ") + picture.moment)));
      }
      parts.push(...this.row(at));
    }
    if (!this.showsRecovery) {
      const hidden = picture.rows.length - end;
      parts.push(h("button", {
        class: "more", type: "button", style: `grid-area: ${this.end} / 1 / auto / -1`,
        onclick: () => this.showRecovery(),
      }, "Show " + counted(hidden, "more event") + ": a fresh subject on a fresh pipe"));
    }
    this.curtain = h("div", { class: "curtain", hidden: true });
    this.arrows = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.arrows.setAttribute("class", "arrows");
    this.arrows.setAttribute("aria-hidden", "true");
    this.grid.replaceChildren(...parts, this.curtain, this.arrows);
    this.mark();
    this.drawArrows();
    this.drawMap();
  }

  showRecovery() {
    this.showsRecovery = true;
    this.build();
    this.select(this.picture.recovery, true);
  }

  /** Gives operations that the kernel owns at the same time a track each. */
  tracks() {
    const tracks = new Map();
    const ends = [];
    for (const span of this.picture.spans.filter(each => each.kind === "operation")) {
      let track = ends.findIndex(end => end <= span.from);
      track = track < 0 ? ends.length : track;
      ends[track] = span.to;
      tracks.set(span, track + 1);
    }
    return tracks;
  }

  column(lane) {
    return this.lanes.indexOf(lane) + 2;
  }

  span(span, tracks) {
    const column = this.column(span.lane);
    const from = this.line.get(span.from);
    const to = this.line.get(span.to) || this.end - 1;
    const area = `grid-area: ${from} / ${column} / ${to + 1} / ${column + 1}`;
    const open = span.open ? " open" : "";
    if (span.kind === "lock" || span.kind === "lock-wait") {
      const colour = 1 + this.mutexes.indexOf(span.name) % COLOURS_OF_MUTEXES;
      const depth = span.kind === "lock" ? this.depth(span) : 0;
      return h("div", {
        class: "span " + span.kind + " mutex-" + colour + open, style: area + `; --depth: ${depth}`,
        title: span.lane + (span.kind === "lock" ? " holds " : " waits for ") + span.name
            + (span.open ? ", to the end" : ""),
      });
    }
    if (span.kind === "operation") {
      const early = span.released !== undefined && this.line.has(span.released);
      const box = h("div", {
        class: "span operation" + open, style: area + `; --track: ${tracks.get(span) - 1}`,
        title: "the kernel owns the memory of " + span.name + (span.open ? ", to the end" : "")
            + (early ? "; the subject released it meanwhile" : ""),
      }, h("span", { class: "tag" }, span.name));
      if (early) {
        const share = (this.line.get(span.released) - from) / (to + 1 - from);
        box.append(h("span", { class: "early", style: `top: ${100 * share}%` }));
      }
      return box;
    }
    return h("div", { class: "span " + span.kind + open, style: area });
  }

  depth(span) {
    return this.picture.spans.filter(other => other !== span && other.kind === "lock" && other.lane === span.lane
        && other.from < span.from && other.to >= span.from).length;
  }

  row(at) {
    const row = this.picture.rows[at];
    const line = this.line.get(at);
    const all = !row.lane;
    const classes = ["row", row.kind];
    if (row.injected) classes.push("injected");
    if (row.evidence) classes.push("evidence");
    if (at === this.picture.decisive) classes.push("decisive");
    const cell = h("div", {
      class: classes.join(" "), role: "option", id: "row-" + at, "data-row": at, "aria-selected": "false",
      "aria-label": sentence(row),
      style: all ? `grid-area: ${line} / 2 / auto / -1` : `grid-area: ${line} / ${this.column(row.lane)}`,
    }, this.content(row, at));
    this.cells.set(at, cell);
    const band = h("div", {
      class: "band" + (row.evidence ? " evidence" : "") + (at === this.picture.decisive ? " decisive" : ""),
      "data-row": at, style: `grid-area: ${line} / 1 / auto / -1`,
    });
    const gutter = h("div", { class: "gutter", "data-row": at, style: `grid-area: ${line} / 1` },
        row.call ? String(row.call) : this.jump(at));
    return [band, gutter, cell];
  }

  /** Tells when time has passed: most events happen at the same moment. */
  jump(at) {
    const before = at > 0 ? this.picture.rows[at - 1].nanos : 0;
    const millis = Math.round((this.picture.rows[at].nanos - before) / 1e6);
    return millis >= 10 ? h("span", { class: "jump", title: "so much later" }, "+" + millis + " ms") : "";
  }

  content(row, at) {
    const star = row.injected ? h("span", { class: "star", title: "made so by a fault" }, "★") : null;
    if (row.kind === "call" || row.kind === "enter" || row.kind === "return") {
      const never = row.kind === "enter" && this.picture.spans.some(span =>
          span.kind === "call" && span.open && span.lane === row.lane && span.from === at);
      return h("span", { class: "bar" },
          h("span", { class: "name" }, row.kind === "return" ? "… " + row.title : row.title),
          row.arguments ? h("span", { class: "arguments" }, "(" + row.arguments + ")") : null,
          never ? h("span", { class: "never" }, "never returns") : null,
          row.kind === "enter" && !never ? h("span", { class: "answer" }, "…") : null,
          row.answer ? this.answer(row.answer) : null,
          star);
    }
    if (row.kind === "peer" && row.title.includes(", ")) {
      const [now, all] = row.title.split(", ");
      return [h("span", { class: "text whole" }, now), h("span", { class: "text" }, "(" + all + ")")];
    }
    const sign = { "finding": "!", "listener": "→ owner" }[row.kind];
    return [sign ? h("span", { class: "sign" }, sign) : null, star, h("span", { class: "text" }, row.title)];
  }

  /** An answer whose code stays in sight when there is little room; what is pending is no failure. */
  answer(text) {
    const failure = /^fail (\d+) (\w+)(.*)$/.exec(text);
    if (!failure) {
      return h("span", { class: "answer" + (text.startsWith("fail") ? " no" : "") }, text);
    }
    const pending = failure[1] === "997";
    return h("span", { class: "answer code " + (pending ? "pending" : "no"), title: text },
        h("b", {}, failure[1]), h("span", { class: "symbol" }, failure[2] + failure[3]));
  }

  pick(event) {
    const at = this.rowUnder(event);
    if (at >= 0) {
      this.select(at, false);
    }
  }

  hover(event) {
    const at = this.rowUnder(event);
    if (at >= 0 && at !== this.hovered) {
      this.hovered = at;
      this.onSelect(at, true);
    }
  }

  rowUnder(event) {
    const target = event.target.closest("[data-row]");
    return target ? Number(target.dataset.row) : -1;
  }

  /** Makes a row the current one; brings it into sight. */
  select(at, centre) {
    if (!this.line.has(at)) {
      if (this.picture.recovery < 0 || at < this.picture.recovery) {
        return;
      }
      this.showsRecovery = true;
      this.build();
    }
    this.selected = at;
    this.hovered = -1;
    this.mark();
    const cell = this.cells.get(at);
    const top = cell.offsetTop - this.scroller.scrollTop;
    const room = this.scroller.clientHeight;
    if (centre || top < 60 || top > room - 60) {
      this.scroller.scrollTop = cell.offsetTop - room / 2;
    }
    this.onSelect(at, false);
  }

  /** Goes so many events on, or back. */
  step(by) {
    const place = this.shown.indexOf(this.selected);
    const next = place < 0 ? 0 : Math.max(0, Math.min(this.shown.length - 1, place + by));
    this.select(this.shown[next], false);
  }

  stepThrough(on) {
    this.stepping = on;
    if (on && this.selected < 0) {
      this.select(0, true);
    }
    this.mark();
  }

  find(matches) {
    this.matches = matches;
    this.mark();
  }

  mark() {
    for (const [at, cell] of this.cells) {
      cell.classList.toggle("match", this.matches.has(at));
      cell.classList.toggle("current", at === this.selected);
      cell.setAttribute("aria-selected", String(at === this.selected));
    }
    this.grid.querySelectorAll(".band").forEach(band =>
        band.classList.toggle("current", Number(band.dataset.row) === this.selected));
    if (this.selected >= 0) {
      this.scroller.setAttribute("aria-activedescendant", "row-" + this.selected);
    }
    const covered = this.stepping && this.selected >= 0;
    this.curtain.hidden = !covered;
    if (covered) {
      this.curtain.style.gridArea = `${this.line.get(this.selected) + 1} / 1 / ${this.end + 1} / -1`;
    }
    this.drawMap();
  }

  /** Draws who waits for whom, from the row where one begins to wait to that of the other. */
  drawArrows() {
    const { picture, grid } = this;
    this.arrows.replaceChildren();
    if (!picture.circle || !this.cells.size) {
      return;
    }
    this.arrows.setAttribute("width", grid.scrollWidth);
    this.arrows.setAttribute("height", grid.scrollHeight);
    const svg = (tag, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
      return element;
    };
    const tip = svg("marker", { id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" });
    tip.append(svg("path", { d: "M0 0 L8 4 L0 8 z" }));
    this.arrows.append(tip);
    picture.waits.slice(0, picture.circle).forEach(wait => {
      const to = picture.waits.find(other => other.thread === wait.whom);
      const a = this.cells.get(wait.row);
      const b = to && this.cells.get(to.row);
      if (!a || !b || a === b) {
        return;
      }
      const right = b.offsetLeft > a.offsetLeft;
      const x1 = a.offsetLeft + (right ? a.offsetWidth : 0);
      const x2 = b.offsetLeft + (right ? 0 : b.offsetWidth);
      const y1 = a.offsetTop + a.offsetHeight * (right ? .35 : .65);
      const y2 = b.offsetTop + b.offsetHeight * (right ? .35 : .65);
      const bend = right ? 14 : -14;
      this.arrows.append(svg("path", {
        class: "wait", "marker-end": "url(#tip)",
        d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
      }));
    });
  }

  /** Draws all rows at once, small: what stands out, and which part is in sight. */
  drawMap() {
    const { map, scroller, shown, picture } = this;
    const height = map.clientHeight;
    if (!height || !shown.length) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    const width = map.clientWidth;
    map.width = width * ratio;
    map.height = height * ratio;
    const draw = map.getContext("2d");
    draw.scale(ratio, ratio);
    const colour = name => getComputedStyle(map).getPropertyValue(name).trim();
    const each = height / shown.length;
    draw.fillStyle = colour("--map-view");
    const all = scroller.scrollHeight || 1;
    draw.fillRect(0, height * scroller.scrollTop / all, width, Math.max(8, height * scroller.clientHeight / all));
    for (const at of shown) {
      const row = picture.rows[at];
      const strong = at === picture.decisive ? "--decide" : row.evidence ? "--bad" : row.injected ? "--fault"
          : this.matches.has(at) ? "--match-strong" : row.kind === "finding" ? "--warn" : "";
      const lane = Math.max(0, this.lanes.indexOf(row.lane));
      draw.fillStyle = colour(strong || "--map-row");
      const left = strong ? 2 : 2 + lane * (width - 4) / this.lanes.length;
      draw.fillRect(left, at * each, strong ? width - 4 : Math.max(2, (width - 4) / this.lanes.length),
          Math.max(strong ? 2 : .5, each * .8));
    }
    if (this.selected >= 0 && shown.includes(this.selected)) {
      draw.fillStyle = colour("--accent");
      draw.fillRect(0, shown.indexOf(this.selected) * each, width, 2);
    }
  }
}
