"""The options of `build.py model`: help before any environment exists, so the standard library alone.

Promises: what the parser returns is well formed; what is not ends with one line and exit status 2. Leaves out: whether
a spec, a source or a prompt file can be read (`models.make`).
"""
import argparse
import re
from pathlib import Path

SPEC = Path(__file__).resolve().parent / "soar-14b.toml"
BUILT = Path(__file__).resolve().parent / "built"


class _Parser(argparse.ArgumentParser):
    """argparse, with an error of one line instead of the usage and a line."""

    def error(self, message: str) -> None:
        self.exit(2, f"{self.prog}: {message}\n")


def _revision(text: str) -> str:
    if not re.fullmatch(r"[\w./-]{1,200}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a revision (a commit, a tag or a branch)")
    return text


def _sha256(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a sha256 (64 hex digits)")
    return text


def model_parser(prog: str = "build.py model") -> argparse.ArgumentParser:
    """The parser of `build.py model`: spec, source, revision, out, prompt_source, prompt_sha, low_memory, force,
    dry_run."""
    parser = _Parser(prog=prog, formatter_class=argparse.RawDescriptionHelpFormatter, description="""\
Make a model ready to be served: fetch its source (or make it), quantize weights to FP8, calibrate the scales of an FP8
KV cache on real ARC prompts, and verify the result against the source: every tensor, the scales, the logits, one
generation. A build that was interrupted goes on where it was; one that is finished says so at once.""", epilog="""\
The prompts a released model was trained with are not part of this kit. For SOAR, take a checkout of its repository
(https://github.com/flowersteam/SOAR) and give it with --prompt-source; the two files that are read must have the sha256
that the spec names. Without it the model is asked in the kit's own words, which it was not trained with.

A source on the hub is taken at one commit: the one in the spec, or that of --revision. --revision main takes the
newest, prints its commit and writes it into manifest.json; give that commit, or put it into the spec, to get the same
model again.

writes: OUT/ (weights, tokenizer, model.json, verify.json, manifest.json with the sha256 of each file); beside it, while
it works, OUT.work/

examples:
  build.py model --spec models/tiny.toml
  build.py model --source julien31/Soar-qwen-14b --revision main --prompt-source ../SOAR --dry-run
  build.py model --source julien31/Soar-qwen-14b --revision main --prompt-source ../SOAR
  build.py model --source /data/Soar-qwen-14b --low-memory

exit status: 0 the model is in its place; 1 it was made but did not pass its verification, or something failed on the
way; 2 refused before anything was fetched; 130 interrupted, the same command goes on.""")
    parser.add_argument("--spec", metavar="FILE", type=Path, default=SPEC,
                        help="what to make (default: models/soar-14b.toml)")
    parser.add_argument("--source", metavar="DIR|HUB_ID",
                        help="take the source from this folder, or from this model of the hub, instead of the spec's")
    parser.add_argument("--revision", metavar="REV", type=_revision,
                        help="commit, tag or branch of a source on the hub (default: the spec's)")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where the model goes (default: models/built/NAME)")
    parser.add_argument("--prompt-source", metavar="FILE|DIR", type=Path,
                        help="the upstream prompt.py, its folder, or a checkout of its repository")
    parser.add_argument("--prompt-sha", metavar="SHA256", type=_sha256, action="append", default=[],
                        help="take a file of --prompt-source with this sha256 too, not the spec's alone; once a file")
    parser.add_argument("--low-memory", action="store_true",
                        help="keep the source's layers on disk while calibrating and verifying, even where they would "
                             "fit into memory (without: only where they would not)")
    parser.add_argument("--force", action="store_true", help="make everything anew, also what is finished")
    parser.add_argument("--dry-run", action="store_true",
                        help="only say what would be fetched and made, how much disk and memory it takes, how long")
    return parser
