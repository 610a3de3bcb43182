// The page: headline, charts, tables, the gallery with its filters, and opening a task by its address (#task id).
const run = JSON.parse(document.getElementById("summary").textContent);
const at = (id) => document.getElementById(id);
const STATUSES = {
  solved: ["solved", "every test output right in one of two attempts"],
  wrong: ["train right, test wrong", "a program gets every train pair right, yet the task is not solved"],
  perfect: ["train right", "a program gets every train pair right; the truth is not known"],
  partial: ["partly right", "the best program gets some train pairs right"],
  nothing: ["none right", "no program gets any train pair right"],
};
const present = Object.keys(STATUSES).filter((status) => run.cards.some((card) => card.status === status));
const count = (status) => run.cards.filter((card) => card.status === status).length;
let visible = run.cards.map((_, i) => i);

function headline() {
  at("eyebrow").textContent = [
    run.dataset,
    run.started && `started ${run.started.slice(0, 16).replace("T", " ")} UTC`,
    `seed ${run.seed}`,
    run.restarts && plural(run.restarts, "restart"),
  ]
    .filter(Boolean)
    .join(" · ");
  const scored = run.score != null,
    claimed = run.score ?? run.claimed;
  at("figure").textContent = claimed != null ? number(claimed * 100, claimed === 1 ? 0 : 1) : number(run.perfect);
  at("figure-unit").textContent = claimed != null ? "% of test outputs" : `of ${plural(run.cards.length, "task")}`;
  if (scored)
    at("lead").textContent =
      `${number(run.solved)} of ${plural(run.cards.length, "task")} solved: ` +
      "every test output right in one of two attempts.";
  else if (claimed != null) at("lead").textContent = "right in one of two attempts, as score.json says.";
  else
    at("lead").textContent =
      "have a program that gets every train pair right. There is no score: " +
      "the run was stopped before its end, or its solutions are not known.";
  at("notes").append(...run.notes.map((note) => make("p", {class: "notice"}, note)));
  const tiles = [];
  if (scored)
    tiles.push(
      ["Tasks solved", number(run.solved), `of ${number(run.cards.length)}`],
      ["Test outputs right", number(run.right), `of ${number(run.outputs)}`],
    );
  else tiles.push(["Tasks", number(run.cards.length), plural(run.outputs, "test output")]);
  tiles.push(["Right on train", number(run.perfect), "tasks with such a program"]);
  tiles.push([
    "Candidates",
    number(run.candidates),
    run.candidates === 1 ? "program that was run" : "programs that were run",
  ]);
  if (run.seconds)
    tiles.push(["Run time", duration(run.seconds), `${number(run.candidates / run.seconds, 1)} candidates a second`]);
  tiles.push([
    run.engines.length === 1 ? "Engine" : "Engines",
    run.engines.map((engine) => engine.name).join(", ") || "none",
    "wrote the programs",
  ]);
  at("tiles").append(
    ...tiles.map(([term, value, note]) =>
      make("div", null, make("dt", null, term), make("dd", null, value, make("small", null, note))),
    ),
  );
}

function mosaic() {
  const n = run.cards.length,
    columns = Math.max(1, Math.ceil(Math.sqrt(n * 1.9)));
  const svg = shape("svg", {
    viewBox: `0 0 ${columns} ${Math.max(1, Math.ceil(n / columns))}`,
    role: "img",
    "aria-label": present.map((status) => `${count(status)} ${STATUSES[status][0]}`).join(", "),
  });
  run.cards.forEach((card, i) => {
    const square = shape(
      "rect",
      {
        x: (i % columns) + 0.06,
        y: Math.floor(i / columns) + 0.06,
        width: 0.88,
        height: 0.88,
        rx: 0.14,
        class: card.status,
        on: {
          click: () => {
            location.hash = encodeURIComponent(card.id);
          },
        },
      },
      shape("title", null, `${card.id}: ${STATUSES[card.status][0]}`),
    );
    square.style.fill = "var(--c)";
    svg.append(square);
  });
  at("mosaic").append(svg);
  at("legend").append(
    ...present.map((status) =>
      make(
        "li",
        {class: status, title: STATUSES[status][1]},
        make("span", {class: "dot"}),
        `${number(count(status))} ${STATUSES[status][0]}`,
      ),
    ),
  );
}

function charts() {
  const {step, found, train} = run.timeline;
  if (!found.length)
    return at("charts").append(make("p", {class: "notice"}, "No candidate was run, so there is nothing to draw."));
  const rates = found.map((n, i) => [(i + 0.5) * step, n / step]);
  const end = step * found.length;
  at("charts").append(
    drawChart({
      title: "Candidates a second",
      points: [[0, rates[0][1]], ...rates, [end, rates.at(-1)[1]]],
      end,
      rest: `${number(run.candidates / end, 1)} a second on average`,
      colour: "var(--accent)",
      ceiling: roundUp(Math.max(...rates.map((rate) => rate[1]))),
      say: ([seconds, rate]) => `${number(rate, rate < 10 ? 1 : 0)} a second at ${duration(seconds)}`,
    }),
    drawChart({
      title: "Tasks right on train",
      points: [[0, 0], ...train.map((n, i) => [(i + 1) * step, n])],
      end,
      steps: true,
      rest: `${plural(train.at(-1), "task")} at the end`,
      colour: "var(--solved)",
      ceiling: roundUp(Math.max(1, train.at(-1))),
      say: ([seconds, n]) => `${plural(n, "task")} at ${duration(seconds)}`,
    }),
  );
}

function table(title, heads, rows) {
  const cells = (tag, row) =>
    make(
      "tr",
      null,
      row.map((value, i) => make(tag, {class: i ? "n" : null}, value)),
    );
  return make(
    "div",
    {class: "panel scroll"},
    make(
      "table",
      null,
      make("caption", {class: "sr"}, title),
      make("thead", null, cells("th", heads)),
      make(
        "tbody",
        null,
        rows.map((row) => cells("td", row)),
      ),
    ),
  );
}

function tables() {
  const scored = run.score != null;
  at("tables").append(
    table(
      "Engines",
      ["Engine", "Candidates", "Tasks right on train", ...(scored ? ["Tasks solved"] : []), "Engine time"],
      run.engines.map((e) => [
        e.name,
        number(e.candidates),
        number(e.perfect),
        ...(scored ? [number(e.solved)] : []),
        duration(e.seconds),
      ]),
    ),
    table(
      "Outcomes",
      ["Outcome", "Programs", "Share"],
      run.outcomes.map(([name, n]) => [
        make("code", null, name),
        number(n),
        `${number((100 * n) / run.candidates, 1)} %`,
      ]),
    ),
    ...(run.kinds.length ? [refining()] : []),
  );
}

// How refinements did beside fresh programs; there only where an engine refined.
function refining() {
  const share = (n, of) => (of ? `${number((100 * n) / of, 1)} %` : "–");
  return table(
    "Fresh programs and refinements",
    ["Programs", "Number", "Right on a pair", "On all pairs", "First on tasks"],
    run.kinds.map((kind) => [
      `${kind.engine}, ${kind.refined ? "refined" : "fresh"}`,
      number(kind.programs),
      share(kind.partial, kind.programs),
      share(kind.perfect, kind.programs),
      number(kind.first),
    ]),
  );
}

function card(one) {
  const verdict =
    one.status === "solved"
      ? make("span", {class: "yes"}, one.by ? `✓ solved by ${one.by}` : "✓ solved")
      : STATUSES[one.status][0];
  const best = one.candidates
    ? `best ${one.best[0]}/${one.best[1]} train pairs · ${plural(one.candidates, "candidate")}`
    : one.refused
      ? "refused at the door"
      : "no candidate yet";
  const partly = one.right != null && one.outputs > 1 ? ` · ${one.right} of ${one.outputs} outputs` : "";
  const link = make(
    "a",
    {class: `card ${one.status}`, href: "#" + encodeURIComponent(one.id)},
    make("div", {class: "top"}, make("span", {class: "id mono"}, one.id), make("span", {class: "verdict"}, verdict)),
    make("div", {class: "thumbs"}),
    make("p", {class: "meta"}, best + partly),
  );
  return make("li", null, link);
}

function thumbs(box, one) {
  const cell = scaleFor([one.input, one.attempt, one.truth], 83);
  const frame = (name, grid) =>
    make(
      "figure",
      null,
      make("div", {class: "frame"}, grid ? drawGrid(grid, name, cell) : make("span", {class: "empty"}, "–")),
      make("figcaption", null, name),
    );
  const name = one.tried === 2 ? "attempt 2" : "attempt 1";
  box.append(frame("test input", one.input), frame(name, one.attempt));
  if (run.score != null) box.append(frame("truth", one.truth));
}

const DRAWN_AT_ONCE = 24;
const lazily = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      lazily.unobserve(entry.target);
      thumbs(entry.target.querySelector(".thumbs"), run.cards[entry.target.dataset.at]);
    }
  },
  {rootMargin: "400px"},
);
const items = run.cards.map((one, i) => {
  const item = card(one);
  item.dataset.at = i;
  // The first rows at once: a page that is printed or photographed as it opens shows them too.
  if (i < DRAWN_AT_ONCE) thumbs(item.querySelector(".thumbs"), one);
  else lazily.observe(item);
  return item;
});

function controls() {
  const chip = (value, text, n, title) =>
    make(
      "label",
      {class: value, title},
      make("input", {type: "radio", name: "status", value, checked: value === "all"}),
      text,
      make("span", null, number(n)),
    );
  at("statuses").append(
    chip("all", "all", run.cards.length),
    ...present.map((status) => chip(status, STATUSES[status][0], count(status), STATUSES[status][1])),
  );
  at("engine").append(
    make("option", {value: ""}, "any"),
    ...run.engines.map((engine) => make("option", {value: engine.name}, engine.name)),
  );
  at("controls").addEventListener("input", filter);
  at("controls").addEventListener("submit", (event) => {
    event.preventDefault();
    if (visible.length) location.hash = encodeURIComponent(run.cards[visible[0]].id);
  });
  filter();
}

function filter() {
  const form = new FormData(at("controls")),
    status = form.get("status"),
    engine = at("engine").value,
    wanted = at("search").value.trim().toLowerCase();
  const fits = (one) =>
    (status === "all" || one.status === status) &&
    (!engine || one.engines.includes(engine)) &&
    one.id.toLowerCase().includes(wanted);
  const orders = {
    file: () => 0,
    status: (a, b) => present.indexOf(a.status) - present.indexOf(b.status),
    candidates: (a, b) => b.candidates - a.candidates,
    fewest: (a, b) => a.candidates - b.candidates,
  };
  const order = orders[at("order").value];
  visible = run.cards
    .map((_, i) => i)
    .filter((i) => fits(run.cards[i]))
    .sort((a, b) => order(run.cards[a], run.cards[b]) || a - b);
  at("cards").replaceChildren(...visible.map((i) => items[i]));
  at("none").hidden = visible.length > 0;
  at("meaning").textContent = status === "all" ? "" : `${STATUSES[status][0]}: ${STATUSES[status][1]}`;
  at("shown").textContent = `${number(visible.length)} of ${plural(run.cards.length, "task")}`;
  const shown = new Set(visible);
  [...at("mosaic").querySelectorAll("rect")].forEach((square, i) => square.classList.toggle("faded", !shown.has(i)));
}

let open = -1;

function show() {
  const wanted = addressed();
  open = run.cards.findIndex((one) => one.id === wanted);
  if (open < 0) return dialog.close();
  const one = run.cards[open];
  at("task-title").textContent = one.id;
  at("task-title").className = "mono";
  at("task-status").className = `pill ${one.status}`;
  at("task-status").textContent = STATUSES[one.status][0];
  at("task-status").title = STATUSES[one.status][1];
  at("task-body").replaceChildren(drawTask(JSON.parse(at(`task-${open}`).textContent)));
  at("task-body").scrollTop = 0;
  at("previous").disabled = neighbour(-1) == null;
  at("next").disabled = neighbour(1) == null;
  if (!dialog.open) dialog.showModal();
  at("task-title").focus({preventScroll: true});
}

function addressed() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

// The next task among those the filters show; from a task they hide, the first one after it in the file.
function neighbour(step) {
  const place = visible.indexOf(open);
  if (place >= 0) return visible[place + step];
  return step > 0 ? visible.find((i) => i > open) : visible.findLast((i) => i < open);
}

function go(step) {
  const next = neighbour(step);
  if (next == null) return;
  history.replaceState(null, "", "#" + encodeURIComponent(run.cards[next].id));
  show();
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("select, input[type=search]");
  if (dialog.open && !typing && event.target.tagName !== "PRE" && event.key === "ArrowLeft") go(-1);
  else if (dialog.open && !typing && event.target.tagName !== "PRE" && event.key === "ArrowRight") go(1);
  else if (!dialog.open && !typing && event.key === "/") {
    event.preventDefault();
    at("search").focus();
  }
}

function closed() {
  const last = open;
  open = -1;
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  if (last >= 0) items[last].firstChild.focus();
}

headline();
mosaic();
charts();
tables();
servers(run.servers);
controls();
at("previous").addEventListener("click", () => go(-1));
at("next").addEventListener("click", () => go(1));
at("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener("close", closed);
document.addEventListener("keydown", keys);
addEventListener("hashchange", show);
if (location.hash) show();
