"""`build.py push`: take a bundle to Kaggle. Wheels become a data set, the model a model, then the kernel is pushed.

Promises: nothing leaves before the bundle was checked; what Kaggle has already is not sent again; the kernel is pushed
only when Kaggle has finished with what it needs, and what Kaggle then has is read back and compared; any refusal ends
the push with one line. Interrupted at any point, the same command goes on. Leaves out: the submission itself, whose
command is printed. `--dry-run` asks no network. Runs in the environment `push`, which has the official client.
"""
import argparse
import hashlib
import json
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kernel.submission import squeezed
from offline_wheels import bundle as bundling
from offline_wheels import checks, dist
from offline_wheels.client import Kaggle, Refused
from offline_wheels.dist import Bundle, DistFault

PUSHED = "pushed.json"
STATE = ".uploads"                     # the client's records of uploads that were cut off
POLL_S = 15.0
WAIT_S = 3600.0                        # gigabytes of small files take Kaggle some minutes; an hour is a fault
ROUNDS = 2                             # of one part: the second for files that Kaggle lost in the first
COMPARED = ("is_private", "enable_internet", "enable_gpu", "machine_shape", "docker_image", "dataset_sources",
            "competition_sources", "model_sources", "kernel_sources", "language", "kernel_type", "title")
UNSAID = ("machine_shape", "docker_image")         # Kaggle may leave these out of its answer, which then proves nothing


@dataclass(frozen=True)
class Patience:
    """How often Kaggle is asked whether it has finished, and for how long."""

    poll_s: float = POLL_S
    wait_s: float = WAIT_S


class Memory:
    """`pushed.json`: which content of each part Kaggle has as which version. Written after every step."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / PUSHED
        try:
            self._parts = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            self._parts = {}

    def version(self, kind: str, ref: str, digest: str) -> int | None:
        """The version under which this content was pushed to this name; None when it was not."""
        part = self._parts.get(kind, {})
        return part.get("version") if (part.get("ref"), part.get("digest")) == (ref, digest) else None

    def keep(self, kind: str, ref: str, digest: str, version: int) -> None:
        self._parts[kind] = {"ref": ref, "digest": digest, "version": version}
        dist.put_json(self._file, self._parts)

    def forget(self, kind: str) -> None:
        if self._parts.pop(kind, None) is not None:
            dist.put_json(self._file, self._parts)


@dataclass(frozen=True)
class Upload:
    """A data set or a model, as the two differ: how to ask for it and how to send it."""

    kind: str                                      # wheels or model
    ref: str
    folder: Path
    digest: str
    version: Callable[[], int | None]              # on Kaggle now; None: there is none
    ready: Callable[[int, int], bool]              # whether Kaggle has finished with this version of so many files
    files: Callable[[int], dict[str, int]]         # name -> bytes there
    send: Callable[[int | None], list[str]]        # given the version there; the files whose upload failed


class Push:
    """One push of one bundle. Everything that may refuse raises `client.Refused`."""

    def __init__(self, bundle: Bundle, kaggle, *, patience: Patience, say: Callable[[str], None] = print) -> None:
        self.bundle, self.kaggle, self.patience, self.say = bundle, kaggle, patience, say
        self.memory = Memory(bundle.folder)
        self.sent = False                          # whether anything was uploaded in this push

    def run(self, *, organization: bool) -> tuple[int, str]:
        """Upload, push, compare; the kernel's version and address."""
        account, owner = self.kaggle.account(), self.bundle.names.owner
        if account.lower() != owner and not organization:
            raise Refused(f"the client is logged in as {account}, the bundle is for {owner}: log in as {owner}, make "
                          f"the bundle with --owner {account}, or, where {owner} is an organization of yours, say "
                          "--organization")
        self._part(self._wheels())
        if self.bundle.stamp["model"]:
            version = self._part(self._model())
            self.bundle = bundling.at_model_version(self.bundle, version)
        return self._kernel()

    # ---- uploads

    def _wheels(self) -> Upload:
        names, folder = self.bundle.names, self.bundle.wheels
        digest = self.bundle.stamp["wheels"]["sha256"]

        def version() -> int | None:
            state = self.kaggle.dataset(names.dataset)
            return state and state.version

        def ready(number: int, files: int) -> bool:
            state = self.kaggle.dataset(names.dataset)
            if state is not None and state.status == "failed":
                self._lost("wheels", f"Kaggle could not process version {number} of {names.dataset}")
            return state is not None and state.status == "ready" and state.version >= number

        def send(there: int | None) -> list[str]:
            if there is None:
                return self.kaggle.create_dataset(folder)
            return self.kaggle.new_dataset_version(folder, f"kit {self.bundle.stamp['kit']}, wheels {digest[:12]}")

        return Upload("wheels", names.dataset, folder, digest, version, ready,
                      lambda number: self.kaggle.dataset_files(names.dataset), send)

    def _model(self) -> Upload:
        names, folder = self.bundle.names, self.bundle.model
        digest = self.bundle.stamp["model"]["sha256"]

        def ready(number: int, files: int) -> bool:
            return len(self.kaggle.model_files(names.instance, number)) >= files       # it has no word for its state

        def send(there: int | None) -> list[str]:
            if there is not None:
                return self.kaggle.new_model_version(names.instance, folder, f"model {digest[:12]}")
            if not self.kaggle.has_model(f"{names.owner}/{names.model_slug}"):
                self.kaggle.create_model(folder)
            return self.kaggle.create_model_instance(folder)

        return Upload("model", names.instance, folder, digest, lambda: self.kaggle.model_version(names.instance), ready,
                      lambda number: self.kaggle.model_files(names.instance, number), send)

    def _part(self, part: Upload) -> int:
        """See that Kaggle has this part's content; the version under which it has it."""
        there, files = part.version(), len(checks.sent(part.folder))
        known = self.memory.version(part.kind, part.ref, part.digest)
        if known is not None and there is not None and there <= known:
            self._wait(part, known, files)         # it may still be at work on what an earlier push sent
            if not self._missing(part, known):
                self.say(f"{part.kind}: {part.ref} has this content already, as version {known}")
                return known
        for _ in range(ROUNDS):
            self.say(f"{part.kind}: uploading to {part.ref}, as version {(there or 0) + 1}")
            lost, self.sent, expected = part.send(there), True, (there or 0) + 1
            if not lost:                           # else what is there now is not worth remembering
                self.memory.keep(part.kind, part.ref, part.digest, expected)
            self._wait(part, expected, files - len(lost))
            if not (missing := self._missing(part, expected)):
                self.say(f"{part.kind}: {part.ref} is ready, version {expected}")
                return expected
            self.say(f"{part.kind}: Kaggle lacks {len(missing)} files of it, such as {missing[0]}")
            there = expected
        return self._lost(part.kind, f"{part.ref}: Kaggle lacks {missing[0]} after {ROUNDS} uploads")

    def _wait(self, part: Upload, version: int, files: int) -> None:
        begin, told = time.monotonic(), False
        while not part.ready(version, files):
            if time.monotonic() - begin > self.patience.wait_s:
                raise Refused(f"{part.ref}: version {version} was not ready after {self.patience.wait_s:g} s; look at "
                              "it on Kaggle; the same command goes on waiting (--wait-s says how long)")
            if not told:
                self.say(f"{part.kind}: waiting until Kaggle has finished with version {version}")
                told = True
            time.sleep(self.patience.poll_s)

    def _lost(self, kind: str, why: str) -> int:
        self.memory.forget(kind)                   # so that the next push uploads it anew
        raise Refused(f"{why}; the same command uploads it again")

    def _missing(self, part: Upload, version: int) -> list[str]:
        """The files that Kaggle has not. It changes names: a `+` is lost or becomes another sign.

        A size that differs is said and no more: an upload that ended well was counted byte by byte, and the kernel
        compares sizes and hashes before it trusts a file."""
        there = {squeezed(name): size for name, size in part.files(version).items()}
        files = checks.sent(part.folder)
        sizes = {file.name: file.stat().st_size for file in files}
        other = [name for name, size in sizes.items() if there.get(squeezed(name), size) != size]
        if other:
            self.say(f"{part.kind}: Kaggle lists {len(other)} files with another size, such as {other[0]}; the log of "
                     "the saved version will say whether they fit")
        return [name for name in sizes if squeezed(name) not in there]

    # ---- the kernel

    def _kernel(self) -> tuple[int, str]:
        ref, folder = self.bundle.names.kernel, self.bundle.kernel
        metadata = dist.read_json(folder / dist.KERNEL_METADATA)
        source = (folder / dist.CODE_FILE).read_text("utf-8")
        digest = hashlib.sha256((json.dumps(metadata, sort_keys=True) + source).encode()).hexdigest()
        known = self.memory.version("kernel", ref, digest)
        if known is not None and not self.sent and not self._differences(metadata, source):
            self.say(f"kernel: {ref} is this one already, version {known}")
            return known, f"https://www.kaggle.com/code/{ref}"
        version, address = self.kaggle.push_kernel(folder)
        if differences := self._differences(metadata, source):
            raise Refused(f"Kaggle saved version {version} of the kernel, but {'; '.join(differences)}: do not submit "
                          "it; see what the account may use, and push again")
        self.memory.keep("kernel", ref, digest, version)
        return version, address

    def _differences(self, metadata: dict, source: str) -> list[str]:
        """How the kernel on Kaggle differs from the bundle's."""
        pulled = self.kaggle.pull_kernel(self.bundle.names.kernel)
        if pulled is None:
            return ["there is no kernel to be read back"]
        there, text = pulled
        found = [key for key in COMPARED if _plain(there.get(key)) != _plain(metadata.get(key))]
        for key in [key for key in found if key in UNSAID and not there.get(key)]:
            self.say(f"kernel: Kaggle does not say its {key}; see on the kernel's page that it is {metadata[key]}")
            found.remove(key)
        return [f"{key} is {there.get(key)!r} there, {metadata.get(key)!r} here" for key in found] + (
            [] if text.strip() == source.strip() else ["its source is another"])


def _plain(value: object) -> object:
    """A value as it compares: Kaggle sorts lists, and writes names such as Transformers in its own way."""
    if isinstance(value, list):
        return sorted(str(one).lower() for one in value)
    return (value or "").lower() if isinstance(value, str) or value is None else value


def dry_run(bundle: Bundle) -> None:
    """Say what a push would send, by what earlier pushes left on record. Asks nobody."""
    memory = Memory(bundle.folder)
    digests = {"wheels": bundle.stamp["wheels"]["sha256"], "model": (bundle.stamp["model"] or {}).get("sha256", "")}
    changed = False
    for part in checks.parts(bundle):
        known = memory.version(part.kind, part.ref, digests[part.kind]) if part.kind in digests else None
        changed = changed or known is None
        print(f"{part.kind:<8} {part.ref:<50} {part.files:>5} files {part.size_bytes / 1e6:>10,.1f} MB  "
              + ("would go" if known is None else f"is there as version {known}, if Kaggle still has it"))
    print(f"with {dist.KERNEL_METADATA}:")
    print(json.dumps(dist.read_json(bundle.kernel / dist.KERNEL_METADATA), indent=1))
    print("nothing was sent, and nobody was asked")


def push_parser(prog: str = "build.py push") -> argparse.ArgumentParser:
    """The command line of `build.py push`."""
    parser = argparse.ArgumentParser(
        prog=prog, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Take a bundle (build.py bundle) to Kaggle with the official client: check it, upload the wheels "
                    "and the model where they\nchanged, wait until Kaggle has processed them, push the kernel, and "
                    "compare what Kaggle then has. All of it is private.\nInterrupted, the same command goes on where "
                    "it was.",
        epilog="needs: a token of Kaggle, where its client finds it (KAGGLE_API_TOKEN, or ~/.kaggle/access_token;\n"
               "https://www.kaggle.com/settings/api makes one)\n\n"
               "exit status: 0 pushed; 1 refused by Kaggle or by a check, with the reason; 2 there is no bundle")
    parser.add_argument("--out", metavar="DIR", type=Path, default=dist.OUT, help=f"the bundle (default: {dist.OUT})")
    parser.add_argument("--dry-run", action="store_true", help="check it and say what would go; asks no network")
    parser.add_argument("--organization", action="store_true", help="the bundle's owner is an organization of yours")
    parser.add_argument("--wait-s", metavar="SECONDS", type=float, default=WAIT_S,
                        help=f"how long Kaggle may take to process an upload (default: {WAIT_S:.0f})")
    parser.add_argument("--poll-s", metavar="SECONDS", type=float, default=POLL_S,
                        help=f"how often it is asked (default: {POLL_S:.0f})")
    return parser


def main(arguments: list[str]) -> int:
    given = push_parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))       # so that the client is taken along
    try:
        bundle = Bundle.read(given.out)
        print("checking every file against its manifest", file=sys.stderr, flush=True)
        if faults := checks.faults(bundle, checks.Machine.here()):
            for fault in faults:
                print(f"build.py push: {fault}", file=sys.stderr)
            return 1
        if given.dry_run:
            dry_run(bundle)
            return 0
        push = Push(bundle, Kaggle(given.out / STATE, stream=sys.stderr), say=lambda line: print(line, flush=True),
                    patience=Patience(poll_s=given.poll_s, wait_s=given.wait_s))
        version, address = push.run(organization=given.organization)
    except DistFault as fault:
        print(f"build.py push: {fault}", file=sys.stderr)
        return 2
    except Refused as fault:
        print(f"build.py push: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbuild.py push: interrupted; the same command goes on", file=sys.stderr)
        return 128 + signal.SIGINT
    names, client = push.bundle.names, Path(sys.executable).with_name("kaggle")
    print(f"kernel: version {version} of {names.kernel}: {address}\n"
          f"Kaggle runs it now, as a proof on a few public tasks. When its log ends well, submit it:\n"
          f"  {client} kernels status {names.kernel}\n"
          f"  {client} competitions submit {names.competition} -k {names.kernel} -v {version} -f submission.json "
          f"-m 'kit {push.bundle.stamp['kit']}'")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
