"""Kaggle, as the official client sees it: each question and each act is one call of `kaggle`, and its output is read.

Promises: what the client prints counts, not its exit status: it exits 0 when Kaggle refuses a kernel, a version or a
source, and when it has left a file out because its upload failed. A refusal is a `Refused` of one line with what can be
done. The record of uploads that were cut off is kept beside the bundle, so that the next call goes on where they were.
Leaves out: what is pushed and when (`offline_wheels.push`); tokens, which the client finds by itself.
"""
import codecs
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from offline_wheels.dist import KERNEL_METADATA

PAGE = "200"                           # files a page; the client's most
SENT = 65536
NOT_THERE = re.compile(r"\b40[34]\b|not found|was denied|forbidden|does not exist", re.IGNORECASE)
KERNEL_PUSHED = re.compile(r"^Kernel version (\d+) successfully pushed\. +Please check progress at (\S*)", re.MULTILINE)
KERNEL_REFUSED = re.compile(r"^The following are not valid .*$", re.MULTILINE)
UPLOAD_LOST = re.compile(r"^Upload unsuccessful: (.*)$", re.MULTILINE)
CREATED = re.compile(r"^(?:Your private Dataset is being created|Dataset version is being created"
                     r"|Your model (?:instance |instance version )?was created)\b", re.MULTILINE)
UNKNOWN_USER = re.compile(r"\b401\b|Unauthenticated|Unauthorized")
UNREACHABLE = re.compile(r"ConnectionError|Max retries exceeded|Failed to establish|ProxyError|SSLError")


class Refused(Exception):
    """Kaggle, or the client, did not do what was asked. One line: what it said, and what can be done."""


@dataclass(frozen=True)
class Said:
    """What one call of the client printed (both streams together), and its exit status."""

    status: int
    text: str

    def last_line(self) -> str:
        """The line that says why, as far as one does."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip() and "\r" not in line]
        return lines[-1] if lines else f"the client ended with status {self.status} and said nothing"


@dataclass(frozen=True)
class DatasetState:
    """A data set on Kaggle: `status` is the client's word (ready, failed, ...), `version` the current one."""

    status: str
    version: int


class Kaggle:
    """The official client. `command` starts it; `state` is a folder for its records of uploads; what a long call prints
    is passed on to `stream` while it works."""

    def __init__(self, state: Path, *, stream: TextIO, command: tuple[str, ...] = (sys.executable, "-m", "kaggle")):
        self._command, self._state, self._stream = command, state, stream

    def run(self, *arguments: str, folder: Path | None = None, live: bool = False) -> Said:
        """One call. `folder` is where it runs: uploads are made from inside their folder, so that the client's records
        of them do not depend on where the bundle lies. Raises Refused where no token is accepted."""
        self._state.mkdir(parents=True, exist_ok=True)
        environ = os.environ | {"TMPDIR": str(self._state.resolve()), "PYTHONUNBUFFERED": "1",
                                "PYTHONIOENCODING": "utf-8"}
        child = subprocess.Popen([*self._command, *arguments], cwd=folder, env=environ, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            heard, decoder = [], codecs.getincrementaldecoder("utf-8")("replace")
            while chunk := os.read(child.stdout.fileno(), SENT):
                heard.append(chunk)
                if live:
                    self._stream.write(decoder.decode(chunk))      # a chunk may end inside a sign of its bar
                    self._stream.flush()
            status = child.wait()
        finally:
            if child.poll() is None:
                child.terminate()                       # its record of the upload stays, and the next call goes on
                child.wait()
            child.stdout.close()
        said = Said(status, b"".join(heard).decode(errors="replace"))
        if "Authentication required" in said.text or (status and UNKNOWN_USER.search(said.text)):
            raise Refused("Kaggle accepts no token of this machine: it is missing, wrong or expired. Make one at "
                          "https://www.kaggle.com/settings/api and give it in KAGGLE_API_TOKEN or in "
                          "~/.kaggle/access_token")
        if status and UNREACHABLE.search(said.text):
            raise Refused(f"Kaggle cannot be reached ({said.last_line()}); the same command goes on")
        return said

    def account(self) -> str:
        """The user that the client is logged in as."""
        said = self.run("config", "view")
        found = re.search(r"^- username: (\S+)$", said.text, re.MULTILINE)
        if not found or found[1] == "None":
            raise Refused(f"the client does not know its user ({said.last_line()}); log in with `kaggle auth login`")
        return found[1]

    # ---- data sets

    def dataset(self, ref: str) -> DatasetState | None:
        """A data set of this account; None when there is none."""
        said = self._asked("datasets", "status", ref, "--format", "json")
        if said is None:
            return None
        value = _json_in(said)
        return DatasetState(value["status"], value["current_version_number"])

    def dataset_files(self, ref: str) -> dict[str, int]:
        """Name -> bytes of the files in its current version, by the names that Kaggle gave them."""
        return self._files(("datasets", "files", ref))

    def create_dataset(self, folder: Path) -> list[str]:
        """Upload a folder as a new, private data set; the files that did not arrive, here and below."""
        return self._upload("datasets", "create", "-p", ".", "-t", folder=folder)

    def new_dataset_version(self, folder: Path, notes: str) -> list[str]:
        """Upload a folder as the next version of its data set."""
        return self._upload("datasets", "version", "-p", ".", "-t", "-m", notes, folder=folder)

    # ---- models

    def has_model(self, ref: str) -> bool:
        """Whether there is a model owner/slug."""
        return self._asked("models", "get", ref) is not None

    def model_version(self, instance: str) -> int | None:
        """The current version of owner/model/framework/variation; None when there is no such variation."""
        said = self._asked("models", "instances", "get", instance)
        return None if said is None else _json_in(said).get("versionNumber", 0)

    def model_files(self, instance: str, version: int) -> dict[str, int]:
        """Name -> bytes of the files in one version; empty while Kaggle still works on it."""
        return self._files(("models", "instances", "versions", "files", f"{instance}/{version}"))

    def create_model(self, folder: Path) -> None:
        """Create the model that the folder's metadata describes; without any weights yet."""
        self._upload("models", "create", "-p", ".", folder=folder)

    def create_model_instance(self, folder: Path) -> list[str]:
        """Upload a folder as a new variation of its model."""
        return self._upload("models", "instances", "create", "-p", ".", folder=folder)

    def new_model_version(self, instance: str, folder: Path, notes: str) -> list[str]:
        """Upload a folder as the next version of a variation."""
        return self._upload("models", "instances", "versions", "create", instance, "-p", ".", "-n", notes,
                            folder=folder)

    # ---- kernels

    def push_kernel(self, folder: Path) -> tuple[int, str]:
        """Push the folder's kernel; the new version's number and address."""
        said = self.run("kernels", "push", "-p", ".", folder=folder)
        self._stream.write(said.text)
        pushed, sources = KERNEL_PUSHED.search(said.text), KERNEL_REFUSED.findall(said.text)
        if sources:
            raise Refused(f"Kaggle saved the kernel but left out a source: {' '.join(sources)}. See that it is there, "
                          "private data sets under this account, and push again")
        if not pushed:
            conflict = re.search(r"\b409\b|conflict|already (?:exists|in use)", said.text, re.IGNORECASE)
            raise Refused(f"Kaggle refused the kernel: {said.last_line()}"
                          + ("; another kernel of yours has this title or slug: rename it on Kaggle, or give the "
                             "bundle other names with --slug" if conflict else ""))
        return int(pushed[1]), pushed[2]

    def pull_kernel(self, ref: str) -> tuple[dict, str] | None:
        """Metadata and source of a kernel as Kaggle has it; None when there is none."""
        with tempfile.TemporaryDirectory() as folder:
            if self._asked("kernels", "pull", ref, "-p", folder, "-m") is None:
                return None
            metadata = json.loads((Path(folder) / KERNEL_METADATA).read_text("utf-8"))
            return metadata, (Path(folder) / metadata["code_file"]).read_text("utf-8")

    # ---- what they share

    def _asked(self, *arguments: str) -> Said | None:
        """A question about one thing; None where it is not there. Kaggle answers 403 for what it does not have."""
        said = self.run(*arguments)
        if said.status == 0:
            return said
        if NOT_THERE.search(said.text):
            return None
        raise Refused(f"kaggle {' '.join(arguments)}: {said.last_line()}")

    def _files(self, question: tuple[str, ...]) -> dict[str, int]:
        found, token = {}, None
        while True:
            said = self._asked(*question, "--format", "json", "--page-size", PAGE,
                               *(("--page-token", token) if token else ()))
            if said is None or "[" not in said.text:
                return found
            rows = json.loads(said.text[said.text.index("["):])
            found |= {row["name"]: row.get("size", row.get("total_bytes")) for row in rows}
            more = re.search(r"^Next Page Token = (\S+)$", said.text, re.MULTILINE)
            if not more or not rows:
                return found
            token = more[1]

    def _upload(self, *arguments: str, folder: Path) -> list[str]:
        said = self.run(*arguments, folder=folder, live=True)
        if not CREATED.search(said.text):
            raise Refused(f"kaggle {arguments[0]} {arguments[1]}: {said.last_line()}; what was uploaded is kept for "
                          "some days, and the same command goes on")
        return UPLOAD_LOST.findall(said.text)


def _json_in(said: Said) -> dict:
    """The JSON object in an answer; the client may print warnings before it."""
    start = said.text.find("{")
    try:
        return json.loads(said.text[start:])
    except ValueError:
        raise Refused(f"the client's answer is not understood: {said.last_line()}") from None
