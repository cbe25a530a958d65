// What the page knows: the data that the report has written, and what follows from it.

const data = JSON.parse(document.getElementById("data").textContent);

/** Builds an element; text is always text, whatever a writer has put into it. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") {
      element.addEventListener("click", value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false && child !== "") {
      element.append(child);
    }
  }
  return element;
}

function counted(count, one, more) {
  return count + " " + (count === 1 ? one : more || one + "s");
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOf(picture) {
  return picture.scenario + " / " + picture.variant;
}

/** The anchors of the runs. They are the same in every report that holds the run, but for runs that differ in their faults only. */
const anchors = new Map();
const takenAnchors = new Map();
data.pictures.forEach(picture => {
  const name = [picture.scenario, picture.variant, picture.writer, picture.seed].join(".") + (picture.control ? ".control" : "");
  const number = (takenAnchors.get(name) || 0) + 1;
  takenAnchors.set(name, number);
  anchors.set(picture, number === 1 ? name : name + "." + number);
});

function anchorOf(picture) {
  return anchors.get(picture);
}

/** Milliseconds since the run began, as short as they can be told. */
function clock(nanos) {
  const millis = nanos / 1e6;
  return (Number.isInteger(millis) ? millis : millis.toFixed(3)) + " ms";
}

/** An event in one line, as a search and a screen reader want it. */
function sentence(row) {
  const call = row.call ? "call " + row.call + " " : "";
  const title = row.title + (row.arguments ? "(" + row.arguments + ")" : "");
  const answer = row.answer ? " -> " + row.answer : row.kind === "enter" ? " ..." : "";
  return (row.lane ? row.lane + ": " : "") + call + title + answer + (row.injected ? " (made so by a fault)" : "");
}

/** What holds at a row: who is inside what, who holds which mutex, what belongs to the kernel. */
function stateAt(picture, at) {
  const here = picture.spans.filter(span => span.from <= at && (span.to > at || span.to === at && span.open));
  const threads = picture.lanes.map(lane => ({
    lane,
    holds: here.filter(span => span.lane === lane && span.kind === "lock").map(span => span.name),
    waits: here.filter(span => span.lane === lane && (span.kind === "lock-wait" || span.kind === "held")),
    inside: here.filter(span => span.lane === lane && (span.kind === "call" || span.kind === "callback")),
  }));
  const operations = here.filter(span => span.kind === "operation")
      .map(span => ({ name: span.name, released: span.released !== undefined && span.released <= at }));
  return { threads, operations };
}

/** The mutexes of a picture, in the order in which they are taken: each has a colour. */
function mutexes(picture) {
  return [...new Set(picture.spans.filter(span => span.kind === "lock" || span.kind === "lock-wait")
      .map(span => span.name))];
}
