// One opened task: its pairs, the attempts beside the truth, the vote, the programs, the failures.
const dialog = document.getElementById("task");
const SIDE = innerWidth < 600 ? 140 : 250; // pixels of the longest side of a test grid; train grids are smaller

function shot(caption, grid, cell, {truth = null, mark = null, absent = "none"} = {}) {
  const picture = grid ? drawGrid(grid, caption, cell, truth) : make("div", {class: "absent"}, absent);
  return make(
    "figure",
    {class: "shot"},
    picture,
    make("figcaption", null, make("b", null, caption), grid ? sizeOf(grid) : "", grid && mark ? " · " : "", mark),
  );
}

function mark(right) {
  if (right == null) return null;
  return right ? make("span", {class: "yes"}, "✓ right") : make("span", {class: "no"}, "✗ wrong");
}

function trainSection(task) {
  const maker = task.shown == null ? null : task.candidates[task.shown];
  const row = make("div", {class: "row"});
  task.train.forEach(([input, output], i) => {
    const made = maker && maker.train && !maker.correct[i] ? maker.train[i] : undefined;
    const cell = scaleFor([input, output, made], made === undefined ? SIDE * 0.8 : SIDE * 0.62);
    const pair = make(
      "div",
      {class: "pair"},
      shot(`input ${i + 1}`, input, cell),
      make("span", {class: "arrow", "aria-hidden": "true"}, "→"),
      shot(`output ${i + 1}`, output, cell),
    );
    if (made !== undefined)
      pair.append(shot("program's output", made, cell, {truth: output, mark: mark(false), absent: "it gave no grid"}));
    row.append(pair);
  });
  const hint =
    maker && maker.train && maker.correct.includes(false)
      ? "The task shows these. Where the best program failed, what it made stands beside, with dots on wrong cells."
      : "The task shows these: the rule that turns each input into its output is to be found.";
  return [make("h3", null, "Train pairs"), make("p", {class: "hint"}, hint), row];
}

function testSection(task, test, i) {
  const cell = scaleFor([test.input, test.truth, ...test.attempts], SIDE);
  const name = task.tests.length > 1 ? `Test ${i + 1}` : "Test";
  const pair = make(
    "div",
    {class: "pair"},
    shot("test input", test.input, cell),
    make("span", {class: "arrow", "aria-hidden": "true"}, "→"),
  );
  test.attempts.forEach((grid, k) =>
    pair.append(
      shot(`attempt ${k + 1}`, grid, cell, {
        truth: test.truth,
        mark: mark(test.truth && grid ? grid === test.truth : null),
        absent: "no attempt",
      }),
    ),
  );
  if (test.truth) pair.append(shot("the truth", test.truth, cell));
  const hint = test.truth
    ? "Right if either attempt equals the truth; dots mark the cells that differ from it."
    : "The two attempts as they stand in the submission. The truth is not known to this run.";
  return [
    make("h3", null, name),
    make("p", {class: "hint"}, hint),
    make("div", {class: "row"}, pair),
    ...voteSection(task, test, name),
  ];
}

function voteSection(task, test, name) {
  if (!test.tally.length)
    return [make("p", {class: "notice"}, "No program made a grid for this input: the attempts are placeholders.")];
  const list = make("ul", {class: "ballots"});
  test.tally.forEach((ballot) => list.append(ballotItem(task, test, ballot)));
  const more = test.hidden ? `, and ${number(test.hidden)} more with less behind them` : "";
  return [
    make("h3", null, `The vote on ${name === "Test" ? "the test input" : name.toLowerCase()}`),
    make(
      "p",
      {class: "hint"},
      `${plural(test.tally.length, "grid")}${more}: each with the programs that made it, as engine, key ` +
        "and train pairs right. The percentage is the vote's own estimate that the grid is right; the first two grids " +
        `are the attempts.${standIn(test)}`,
    ),
    list,
  ];
}

// An attempt that no program made: the vote puts something well formed in its place.
function standIn(test) {
  const voted = new Set(test.tally.map((ballot) => ballot.grid));
  const places = test.hidden ? [] : [0, 1].filter((k) => !voted.has(test.attempts[k])).map((k) => k + 1);
  return places.length ? ` Attempt ${places.join(" and ")} is a stand-in: no program made that grid.` : "";
}

function ballotItem(task, test, ballot) {
  const place = test.attempts.indexOf(ballot.grid);
  const voters = ballot.voters.map((at) =>
    make("span", {class: "voter", title: task.candidates[at].id}, voterWords(task.candidates[at])),
  );
  if (ballot.more) voters.push(make("span", {class: "voter"}, `and ${number(ballot.more)} more`));
  return make(
    "li",
    {class: "ballot"},
    make("div", {class: "frame"}, drawGrid(ballot.grid, "voted grid", scaleFor([ballot.grid], 90), test.truth)),
    make(
      "div",
      null,
      make(
        "p",
        null,
        mark(test.truth ? ballot.grid === test.truth : null),
        test.truth ? " · " : "",
        make("strong", null, chance(ballot.p)),
        ` · ${plural(ballot.voters.length + ballot.more, "program")}`,
        place < 0 ? "" : ` · became attempt ${place + 1}`,
        make("span", {class: "hint"}, ` · ${sizeOf(ballot.grid)}`),
      ),
      make("div", {class: "voters"}, voters),
    ),
  );
}

function chance(p) {
  if (p < 0.01) return "under 1 %";
  return p > 0.99 ? "over 99 %" : `${Math.round(100 * p)} %`;
}

function voterWords(one) {
  const right = one.correct.filter(Boolean).length;
  const short = one.key.length > 14 ? one.key.slice(0, 12) + "…" : one.key;
  const made = (one.outcome === "OK" ? "" : " · " + one.outcome) + (one.parents.length ? " · refined" : "");
  return `${one.engine} ${short} · ${right}/${one.correct.length}${made}`;
}

// Enough of Python's lexis to colour a source: comment, string, number, keyword, the name being defined.
const KEYWORDS =
  "and as assert break class continue def del elif else except False finally for from global if import in is lambda " +
  "None nonlocal not or pass raise return True try while with yield";
const TOKENS = new RegExp(
  [
    /(#[^\n]*)/.source,
    /("""[\s\S]*?(?:"""|$)|'{3}[\s\S]*?(?:'{3}|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)/.source,
    /\b(\d[\w.]*)/.source,
    `\\b(${KEYWORDS.replaceAll(" ", "|")})\\b`,
    /((?<=\bdef\s+)\w+)/.source,
  ].join("|"),
  "g",
);

function source(program) {
  const pre = make("pre", {tabindex: "0", "aria-label": "Python source"});
  let at = 0;
  for (const token of program.matchAll(TOKENS)) {
    pre.append(program.slice(at, token.index));
    const kind = ["c", "s", "d", "k", "f"][token.slice(1).findIndex((group) => group !== undefined)];
    pre.append(make("span", {class: kind}, token[0]));
    at = token.index + token[0].length;
  }
  pre.append(program.slice(at));
  return pre;
}

function programSection(task) {
  if (!task.programs.length) return [];
  const parts = [
    make("h3", null, task.programs.length > 1 ? "The programs behind the attempts" : "The program behind the attempt"),
    make("p", {class: "hint"}, "Of the programs that made the grid, the one the vote ranks first."),
  ];
  task.programs.forEach(([at, role], i) => {
    const one = task.candidates[at];
    const parents = one.parents.length ? lineage(task, one) : null;
    parts.push(
      make(
        "details",
        {class: "program", open: i === 0},
        make("summary", null, make("strong", null, role), ` · ${programWords(one)}`),
        source(one.program),
        parents,
      ),
    );
  });
  return parts;
}

function programWords(one) {
  const right = one.correct.filter(Boolean).length;
  const words = [
    `${one.engine} ${one.key}`,
    `${right} of ${one.correct.length} train pairs`,
    `rank ${one.rank}`,
    `found after ${duration(one.found_s)} of the engine's time`,
    `ran ${duration(one.seconds)}`,
  ];
  if (one.parents.length) words.push(one.parents.length === 1 ? "refines the draft below" : "made from those below");
  if (one.p != null) words.push(`transductive with probability ${number(one.p, 2)}`);
  return words.join(" · ");
}

// The programs a program was made from, nearest first. A parent the journal lacks is named all the same.
function lineage(task, one) {
  const list = make("div", null, make("p", {class: "hint"}, "Made from, the nearest first:"));
  const seen = new Set();
  const waiting = [...one.parents];
  while (waiting.length) {
    const id = waiting.shift();
    if (seen.has(id)) continue;
    seen.add(id);
    const parent = task.candidates.find((candidate) => candidate.id === id);
    if (!parent || parent.program == null) list.append(make("p", {class: "mono hint"}, id));
    else {
      list.append(
        make("details", {class: "program"}, make("summary", null, programWords(parent)), source(parent.program)),
      );
      waiting.push(...parent.parents);
    }
  }
  return list;
}

function outcomeSection(task) {
  if (!task.outcomes.length) return [];
  const body = make("tbody");
  for (const [outcome, count, example] of task.outcomes) {
    body.append(
      make(
        "tr",
        null,
        make("td", null, make("code", null, outcome)),
        make("td", {class: "n"}, number(count)),
        make("td", {class: "mono wide"}, example),
      ),
    );
  }
  return [
    make("h3", null, "How its programs ended"),
    make(
      "div",
      {class: "panel scroll"},
      make(
        "table",
        null,
        make(
          "thead",
          null,
          make(
            "tr",
            null,
            make("th", null, "Outcome"),
            make("th", {class: "n"}, "Programs"),
            make("th", {class: "wide"}, "An example of what was said"),
          ),
        ),
        body,
      ),
    ),
  ];
}

function drawTask(task) {
  const notice = task.refused ? [make("p", {class: "notice"}, `Refused at the door: ${task.refused}`)] : [];
  return make(
    "div",
    null,
    notice,
    trainSection(task),
    task.tests.map((test, i) => testSection(task, test, i)).flat(),
    programSection(task),
    outcomeSection(task),
  );
}
