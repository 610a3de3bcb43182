// Drawing: elements, grids and charts. Text from the run only ever enters the page as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";
const COLOURS = [
  "#000000",
  "#1e93ff",
  "#f93c31",
  "#4fcc30",
  "#ffdc00",
  "#999999",
  "#e53aa3",
  "#ff851b",
  "#87d8f1",
  "#921231",
];
const NAMES = ["black", "blue", "red", "green", "yellow", "grey", "pink", "orange", "light blue", "brown"];

// make("a", {href: "#x", class: "card"}, "text", child, ...); null children are skipped.
function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function shape(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child != null));
  return node;
}

const rowsOf = (grid) => grid.split("|");

function sizeOf(grid) {
  const rows = rowsOf(grid);
  return `${rows.length} × ${rows[0].length}`;
}

// A grid as SVG: one path per colour (runs of equal cells joined), so that it stays sharp at any zoom and on paper and
// a 30 x 30 grid costs a dozen elements. `cell` is the side of a cell in pixels; where a `truth` of the same size is
// given, dots mark the cells that differ from it.
function drawGrid(grid, label, cell, truth) {
  const rows = rowsOf(grid),
    height = rows.length,
    width = rows[0].length;
  const runs = new Map();
  rows.forEach((row, y) => {
    for (let x = 0; x < width;) {
      let end = x + 1;
      while (end < width && row[end] === row[x]) end++;
      runs.set(row[x], (runs.get(row[x]) || "") + `M${x} ${y}h${end - x}v1H${x}z`);
      x = end;
    }
  });
  let net = "";
  for (let x = 1; x < width; x++) net += `M${x} 0V${height}`;
  for (let y = 1; y < height; y++) net += `M0 ${y}H${width}`;
  const crowded = cell < 6; // a thumbnail: its net would be most of the picture
  const colours = [...runs.keys()]
    .sort()
    .map((digit) => NAMES[digit])
    .join(", ");
  const svg = shape("svg", {
    class: "grid",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": `${label}: ${height} rows, ${width} columns; ${colours}`,
    width: width * cell,
    height: height * cell,
  });
  for (const [digit, path] of runs) svg.append(shape("path", {d: path, fill: COLOURS[digit]}));
  if (!crowded) svg.append(shape("path", {class: "net", d: net}));
  if (truth && truth !== grid && sizeOf(truth) === sizeOf(grid)) svg.append(differences(rows, rowsOf(truth)));
  return svg;
}

function differences(rows, truth) {
  const group = shape("g", {class: "off"});
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== truth[y][x]) group.append(shape("circle", {cx: x + 0.5, cy: y + 0.5, r: 0.2}));
    }
  });
  return group;
}

// Pixels a cell, so that a set of grids shown together has one scale and the largest stays within `side` pixels.
function scaleFor(grids, side) {
  const longest = Math.max(
    1,
    ...grids.filter(Boolean).flatMap((grid) => [rowsOf(grid).length, rowsOf(grid)[0].length]),
  );
  const cell = Math.min(32, side / longest);
  return cell > 6 ? Math.floor(cell) : cell; // whole pixels, so that lines fall between them
}

function number(value, digits = 0) {
  return value.toLocaleString("en", {minimumFractionDigits: digits, maximumFractionDigits: digits});
}

function duration(seconds) {
  if (seconds === 0) return "0 s";
  if (seconds < 0.1) return `${number(seconds * 1000)} ms`;
  if (seconds < 60) return `${number(seconds, seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = (value, unit) => (value ? ` ${value} ${unit}` : "");
  if (minutes < 60) return `${minutes} min${rest(Math.floor(seconds % 60), "s")}`;
  return `${Math.floor(minutes / 60)} h${rest(minutes % 60, "min")}`;
}

function plural(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many || one + "s"}`;
}

// The next round number, for the end of an axis.
function roundUp(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((end) => end >= value - 1e-9);
}

// One line over the run's time. points: [[seconds, value], ...]; `say` puts the point under the pointer into words, and
// `rest` is said when there is none.
function drawChart({title, points, end, ceiling, colour, steps, say, rest}) {
  const W = innerWidth < 600 ? 340 : 560,
    H = 170,
    left = 40,
    right = 8,
    top = 10,
    bottom = 22;
  const x = (seconds) => left + (W - left - right) * (end ? seconds / end : 0);
  const y = (value) => top + (H - top - bottom) * (1 - value / ceiling);
  let line = "";
  points.forEach(([seconds, value], i) => {
    line +=
      i === 0 ? `M${x(seconds)} ${y(value)}` : steps ? `H${x(seconds)}V${y(value)}` : `L${x(seconds)} ${y(value)}`;
  });
  const svg = shape("svg", {
    class: "chart",
    viewBox: `0 0 ${W} ${H}`,
    role: "img",
    "aria-label": `${title} over the run's time; ${rest}`,
  });
  svg.style.setProperty("--c", colour);
  for (const share of [0, 0.5, 1]) {
    const value = ceiling * share,
      at = y(value);
    svg.append(shape("line", {class: "axis", x1: left, x2: W - right, y1: at, y2: at}));
    svg.append(
      shape("text", {x: left - 6, y: at + 4, "text-anchor": "end"}, number(value, value % 1 && value < 10 ? 1 : 0)),
    );
  }
  for (const share of [0, 0.5, 1]) {
    svg.append(
      shape(
        "text",
        {x: x(end * share), y: H - 5, "text-anchor": ["start", "middle", "end"][share * 2]},
        duration(end * share),
      ),
    );
  }
  svg.append(
    shape("path", {class: "area", d: `${line}V${y(0)}H${x(points[0][0])}z`}),
    shape("path", {class: "curve", d: line}),
  );
  const cursor = shape("line", {class: "cursor", y1: top, y2: H - bottom, visibility: "hidden"});
  const reading = make("output", null, rest);
  svg.append(cursor);
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    const seconds = ((((event.clientX - box.left) / box.width) * W - left) / (W - left - right)) * end;
    const nearest = points.reduce((best, point) =>
      Math.abs(point[0] - seconds) < Math.abs(best[0] - seconds) ? point : best,
    );
    cursor.setAttribute("visibility", "visible");
    cursor.setAttribute("x1", x(nearest[0]));
    cursor.setAttribute("x2", x(nearest[0]));
    reading.textContent = say(nearest);
  });
  svg.addEventListener("pointerleave", () => {
    cursor.setAttribute("visibility", "hidden");
    reading.textContent = rest;
  });
  return make("div", {class: "panel"}, make("h3", null, title, reading), svg);
}
