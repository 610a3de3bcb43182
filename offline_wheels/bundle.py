"""`build.py bundle`: one folder with all that goes to Kaggle, tied together by one stamp.

Promises: what the folder holds fits together, because the kernel's file names the sha256 of the manifests of wheels and
model; a second call with nothing changed changes no file; it is checked (`offline_wheels.checks`) before it is called
made. The model's files are links, so it takes no second disk. Leaves out: making wheels (`offline_wheels.wheelhouse`)
and models (`build.py model`), and everything about the network.
"""
import argparse
import datetime
import hashlib
import json
import os
import shutil
import signal
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from offline_wheels import checks, dist, naming, stamping
from offline_wheels.dist import Bundle, DistFault
from offline_wheels.kitwheel import ROOT, KitWheelFault, plain_version
from offline_wheels.naming import Names
from offline_wheels.targets import TARGETS, python_for

LICENCE = "MIT"                        # of SOAR's weights, as its authors released them


@dataclass(frozen=True)
class Order:
    """What a bundle is asked to be. `model` is a folder of `build.py model`, or None: the search engine alone."""

    names: Names
    target: str                        # of offline_wheels.targets
    out: Path
    model: Path | None = None
    licence: str = LICENCE
    python: str | None = None          # such as "3.12"; None: the target's own


def make(order: Order) -> Bundle:
    """Make or renew the wheels, then the bundle; unchecked. Raises DistFault, StampFault, or a fault of the wheels."""
    from offline_wheels import wheelhouse

    wheelhouse.build(TARGETS[order.target], order.out / "wheels", python=order.python)
    return assemble(order)


def assemble(order: Order, *, root: Path = ROOT) -> Bundle:
    """Make or renew the bundle around the wheels that lie in its folder; unchecked. Raises DistFault and StampFault."""
    before = _earlier(order.out)
    wheels = _wheels(order)
    model, licence = (_model(order), order.licence) if order.model else (None, None)
    if model is None and (order.out / "model").exists():
        shutil.rmtree(order.out / "model")              # of an earlier bundle; its links are not followed
    kit = stamping.kit_archive(root)
    source = (root / "kernel" / dist.CODE_FILE).read_text("utf-8")
    sources = hashlib.sha256(source.encode() + kit).hexdigest()
    if model is not None:
        model["source"] = f"{order.names.instance}/{_model_version(order.out, order.names, model['sha256'])}"
    stamp = {"format": dist.FORMAT, "kit": plain_version(), "made_utc": _now(), "wheels": wheels, "model": model}
    bundle = Bundle(folder=order.out, names=order.names, stamp=stamp, licence=licence, sources=sources)
    if before is not None and replace(before, stamp=before.stamp | {"made_utc": stamp["made_utc"]}) == bundle:
        bundle = before                                 # the same but for the time: it keeps its time
    _write(bundle, stamping.stamped(source, bundle.stamp, kit), root=root)
    return bundle


def at_model_version(bundle: Bundle, version: int, *, root: Path = ROOT) -> Bundle:
    """The same bundle with its model's version as Kaggle numbered it, written anew where that changes anything."""
    if bundle.model_version == version:
        return bundle
    model = bundle.stamp["model"] | {"source": f"{bundle.names.instance}/{version}"}
    bundle = replace(bundle, stamp=bundle.stamp | {"model": model})
    code = (bundle.kernel / dist.CODE_FILE).read_text("utf-8")
    _write(bundle, stamping.restamped(code, bundle.stamp), root=root)
    return bundle


def _write(bundle: Bundle, code: str, *, root: Path) -> None:
    """The kernel's folder, bundle.json, and the repository's kernel-metadata.json where the bundle is its `dist/`."""
    dist.put(bundle.kernel / dist.CODE_FILE, code)
    facts = {"model_version": bundle.model_version,
             "gpu": bundle.stamp["wheels"]["device"] == "cuda"}
    dist.put_json(bundle.kernel / dist.KERNEL_METADATA,
                  naming.kernel_metadata(bundle.names, code_file=dist.CODE_FILE, **facts))
    if bundle.folder.resolve() == (root / dist.OUT).resolve():
        dist.put_json(root / dist.KERNEL_METADATA, naming.kernel_metadata(
            bundle.names, code_file=f"{dist.OUT}/kernel/{dist.CODE_FILE}", **facts))
    bundle.write()


def _wheels(order: Order) -> dict:
    """Give the wheels' folder its metadata; what the stamp says of it."""
    folder = order.out / "wheels"
    dist.put_json(folder / dist.DATASET_METADATA, naming.dataset_metadata(order.names))
    manifest = dist.read_json(folder / dist.WHEELS_MANIFEST)
    return {"sha256": dist.sha256_of(folder / dist.WHEELS_MANIFEST), "dataset": order.names.dataset,
            "target": manifest["target"], "device": manifest["device"], "made_utc": manifest["made_utc"]}


def _model(order: Order) -> dict:
    """Link the model's files, by its manifest, into the bundle; what the stamp says of it, but for its source."""
    files = dist.read_json(order.model / dist.MODEL_MANIFEST).get("files")
    if not isinstance(files, dict):
        raise DistFault(f"{order.model / dist.MODEL_MANIFEST}: no list of files; make the model again (build.py model)")
    folder = order.out / "model"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {name: (order.model / name).resolve() for name in [*files, dist.MODEL_MANIFEST]}
    for name, target in wanted.items():
        if "/" in name or not target.is_file():
            raise DistFault(f"{order.model / name}: " + ("a model's files lie in one folder" if "/" in name else
                                                         "missing; make the model again with build.py model"))
        link = folder / name
        if not (link.is_symlink() and Path(os.readlink(link)) == target):
            link.unlink(missing_ok=True)
            link.symlink_to(target)
    metadata = {dist.MODEL_METADATA: naming.model_metadata(order.names),
                dist.INSTANCE_METADATA: naming.instance_metadata(order.names, order.licence)}
    for name, value in metadata.items():
        dist.put_json(folder / name, value)
    for file in folder.iterdir():
        if file.name not in wanted and file.name not in metadata:
            file.unlink()                               # of an earlier model
    return {"sha256": dist.sha256_of(folder / dist.MODEL_MANIFEST), "name": order.names.model}


def _model_version(out: Path, names: Names, digest: str) -> int:
    """The model's version on Kaggle, as far as it is known before a push: the one there if it is this model, else the
    next. The push asks Kaggle and sets it right."""
    try:
        pushed = json.loads((out / "pushed.json").read_text())["model"]
        if pushed["ref"] != names.instance:
            return 1
        return pushed["version"] + (pushed["digest"] != digest)
    except (OSError, ValueError, KeyError, TypeError):
        return 1


def _earlier(out: Path) -> Bundle | None:
    try:
        return Bundle.read(out)
    except DistFault:
        return None


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def model_name(folder: Path) -> str:
    """A model's name and a sign that the folder is one. Raises DistFault."""
    name = dist.read_json(folder / "model.json").get("name")
    if not isinstance(name, str) or not naming.slug_of(name):
        raise DistFault(f"{folder / 'model.json'}: no name; make the model again with build.py model")
    return name


def bundle_parser(prog: str = "build.py bundle") -> argparse.ArgumentParser:
    """The command line of `build.py bundle`."""
    parser = argparse.ArgumentParser(
        prog=prog, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Pack everything that goes to Kaggle into one folder: the wheels (fetched where they are missing), "
                    "a model, the kernel's file\nwith the stamp that ties them together, and the metadata files. "
                    "Then check it. What did not change is not made again.",
        epilog="writes: OUT/{wheels,model,kernel}/ and OUT/bundle.json; with the default OUT also kernel-metadata.json "
               "in the repository's\nroot, so that `kaggle kernels push -p .` works there\n\n"
               "examples:\n  python3 build.py bundle --owner me --model models/built/soar-14b\n"
               "  python3 build.py bundle --owner me                        the search engine alone\n\n"
               "exit status: 0 made and checked; 1 a check failed, or a wheel is not to be had; 2 refused")
    parser.add_argument("--owner", metavar="NAME", required=True, help="the Kaggle user (or organization) it goes to")
    parser.add_argument("--model", metavar="DIR", type=Path, help="a model's folder, as build.py model makes it")
    parser.add_argument("--licence", metavar="NAME", default=LICENCE, choices=sorted(checks.MODEL_LICENCES),
                        help=f"the model's licence, in Kaggle's words (default: {LICENCE})")
    parser.add_argument("--variation", metavar="NAME", default="fp8", help="the model's variation (default: fp8)")
    parser.add_argument("--target", choices=TARGETS, help="what the wheels are for (default: kaggle with a model, none "
                                                          "without; see build.py wheels --help)")
    parser.add_argument("--python", metavar="X.Y", help="make the wheels for this Python (default: the target's own)")
    parser.add_argument("--slug", metavar="PREFIX", default=naming.PREFIX,
                        help=f"how the names on Kaggle begin (default: {naming.PREFIX}, so {naming.PREFIX}-wheels ...)")
    parser.add_argument("--competition", metavar="SLUG", default=naming.COMPETITION,
                        help=f"the competition (default: {naming.COMPETITION})")
    parser.add_argument("--out", metavar="DIR", type=Path, default=dist.OUT,
                        help=f"where it goes (default: {dist.OUT})")
    return parser


def main(arguments: list[str]) -> int:
    from offline_wheels.fetch import FetchFault
    from offline_wheels.wheelhouse import WheelhouseFault

    given = bundle_parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))       # so that pip is taken along
    target = given.target or ("kaggle" if given.model else "none")
    try:
        python_for(TARGETS[target], given.python)
        names = Names(owner=given.owner, prefix=given.slug, variation=given.variation, competition=given.competition,
                      model=model_name(given.model) if given.model else None)
        if wrong := checks.names(names):
            raise DistFault(wrong[0])
        order = Order(names=names, target=target, out=given.out, model=given.model, licence=given.licence,
                      python=given.python)
        bundle = make(order)
    except (DistFault, stamping.StampFault, WheelhouseFault, ValueError) as fault:
        print(f"build.py bundle: {fault}", file=sys.stderr)
        return 2
    except (FetchFault, KitWheelFault, OSError) as fault:
        print(f"build.py bundle: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbuild.py bundle: interrupted; the same command goes on", file=sys.stderr)
        return 128 + signal.SIGINT
    return report(bundle)


def report(bundle: Bundle) -> int:
    """Check the bundle, say what it is, and what comes next."""
    print("checking every file against its manifest", file=sys.stderr, flush=True)
    faults = checks.faults(bundle, checks.Machine.here())
    for fault in faults:
        print(f"build.py bundle: {fault}", file=sys.stderr)
    if faults:
        return 1
    for part in checks.parts(bundle):
        print(f"{part.kind:<8} {part.ref:<50} {part.files:>5} files  {part.size_bytes / 1e6:>10,.1f} MB")
    tried = sorted(checks.interpreters())
    print(f"the kernel's file compiles under Python {', '.join(tried)}, and fits the grammar of "
          f"{', '.join(checks.PYTHONS)}")
    print(f"{bundle.folder}: complete and checked. Next: python3 build.py push"
          + ("" if bundle.folder == dist.OUT else f" --out {bundle.folder}"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
