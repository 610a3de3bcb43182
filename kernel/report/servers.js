// The language model's servers: what each wrote, and what befell it. Nothing is shown where none took part.
function servers(model) {
  if (!model.places.length && !model.happenings.length) return;
  const at = (id) => document.getElementById(id);
  const share = (n, of) => `${number((100 * n) / of, 1)} %`;
  at("servers").hidden = false;
  if (model.places.length)
    at("server-tables").append(
      table(
        "Samples by server",
        ["Server", "KV cache", "Samples", "With a program", "Cut", "Whole though cut", "Tokens written", "A sample", "Its prompt", "Its time"],
        model.places.map((p) => [
          p.name,
          p.rung,
          number(p.samples),
          share(p.programs, p.samples),
          share(p.cut, p.samples),
          number(p.recovered),
          number(p.completion_tokens),
          `${number(p.completion_tokens / p.samples)} tokens`,
          `${number(p.prompt_tokens / p.samples)} tokens`,
          duration(p.mean_s),
        ]),
      ),
    );
  at("happenings").append(
    ...model.happenings.map(([seconds, place, kind, text]) =>
      make("li", null, make("span", {class: "mono"}, duration(seconds)), ` ${place} `, make("code", null, kind), ` ${text}`),
    ),
  );
  if (model.hidden) at("happenings").after(make("p", {class: "hint"}, `${number(model.hidden)} more in between: see run.log.`));
}
