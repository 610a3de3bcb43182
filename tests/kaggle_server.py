"""Kaggle on the loopback interface: as much of its API as the official client asks for when a bundle is pushed.

The client's requests were read off its source and off its requests: POST with JSON to /api/v1/SERVICE/METHOD, and PUT
of a file, with Content-Range where an upload goes on. The rules are Kaggle's as far as they are known: a title becomes
the slug, a name that is taken is refused, an upload loses the plus signs of names, a new version is worked on for a
while, a source that is not there or not ready is left out of a kernel that is saved all the same, a missing thing
answers 403. What goes wrong is set from outside (`Trouble`).
"""
import base64
import contextlib
import copy
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

USER, KEY, TOKEN = "someone", "not-a-real-key", "not-a-real-token"
ORGANIZATION = "a-guild"               # that the user belongs to
COMPETITIONS = ("arc-prize-2026-arc-agi-2",)
CODE_BYTES_MAX = 1 << 20
PAGE_MAX = 200


@dataclass
class Trouble:
    """What goes wrong on the server's side."""

    expired: bool = False              # every token and key is refused
    rude: bool = False                 # ... and that a token has expired is said with 401, not in the answer
    conflict: bool = False             # a kernel of that title is someone else's: 409
    error: str = ""                    # a kernel is refused in the answer, with status 200
    cut: set[str] = field(default_factory=set)         # file names: half arrives, then 503, once each
    held: set[str] = field(default_factory=set)        # file names: half arrives, and then nothing happens
    dropped: set[str] = field(default_factory=set)     # file names: the upload is refused for good, once each
    failing: bool = False              # new data set versions end as FAILED
    changes: dict = field(default_factory=dict)        # of a kernel's metadata: what the server makes of it
    miscounted: int = 0                # bytes by which listed sizes are off
    polls: int = 1                     # how often a new data set version is asked for before it is ready


@dataclass
class Blob:
    name: str
    size: int
    got: bytearray = field(default_factory=bytearray)

    @property
    def whole(self) -> bool:
        return len(self.got) == self.size


@dataclass
class Thing:
    """A data set or a model's variation: its versions, each {name: content}, and how long the last is worked on."""

    private: bool = True
    versions: list[dict[str, bytes]] = field(default_factory=list)
    polls_left: int = 0


class Refusal(Exception):
    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


class Kaggle(ThreadingHTTPServer):
    """The server and all that it has. `calls`: METHOD of each call, and PUT NAME RANGE of each piece of an upload."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.trouble = Trouble()
        self.calls: list[str] = []
        self.blobs: dict[str, Blob] = {}
        self.datasets: dict[str, Thing] = {}
        self.models: dict[str, dict] = {}
        self.instances: dict[str, Thing] = {}
        self.kernels: dict[str, list[dict]] = {}
        self.half_there = threading.Event()            # a held upload has reached its half
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def environ(self, home: Path) -> dict[str, str]:
        """What sends the official client here, and nowhere else: its own switch for a local server, through a proxy."""
        return {"KAGGLE_API_ENVIRONMENT": "LOCALHOST", "http_proxy": self.url, "https_proxy": self.url, "no_proxy": "",
                "NO_PROXY": "", "HOME": str(home), "KAGGLE_CONFIG_DIR": str(home / "kaggle"), "KAGGLE_USERNAME": USER,
                "KAGGLE_KEY": KEY}

    def puts(self, name: str) -> list[str]:
        """The pieces in which a file came."""
        return [call.split(" ", 2)[2] for call in self.calls if call.startswith(f"PUT {name} ")]

    def kept(self) -> dict:
        """A copy of all that it has, for `restore`."""
        return copy.deepcopy({name: getattr(self, name) for name in ("datasets", "models", "instances", "kernels")})

    def restore(self, kept: dict) -> None:
        vars(self).update(copy.deepcopy(kept))

    # ---- the API; each method is called like the client's

    def IntrospectToken(self, asked: dict) -> dict:
        fits = asked["token"] == TOKEN and not self.trouble.expired
        return {"active": fits, "username": USER} if fits else {"active": False}

    def StartBlobUpload(self, asked: dict) -> dict:
        token = f"blob-{len(self.blobs) + 1}"
        self.blobs[token] = Blob(asked["name"], asked["contentLength"])
        return {"token": token, "createUrl": f"{self.url}/upload/{token}"}

    def GetDatasetStatus(self, asked: dict) -> dict:
        thing = self._there(self.datasets, f"{asked['ownerSlug']}/{asked['datasetSlug']}")
        thing.polls_left -= 1
        if thing.polls_left >= 0:
            return {"status": "BLOBS_RECEIVED"}
        return {"status": "FAILED" if self.trouble.failing else "READY"}

    def GetDataset(self, asked: dict) -> dict:
        ref = f"{asked['ownerSlug']}/{asked['datasetSlug']}"
        return {"ref": ref, "currentVersionNumber": len(self._there(self.datasets, ref).versions)}

    def ListDatasetFiles(self, asked: dict) -> dict:
        thing = self._there(self.datasets, f"{asked['ownerSlug']}/{asked['datasetSlug']}")
        page, token = self._page(thing.versions[-1], asked)
        return {"datasetFiles": [{"name": name, "totalBytes": size} for name, size in page], "nextPageToken": token}

    def CreateDataset(self, asked: dict) -> dict:
        ref = f"{asked['ownerSlug']}/{asked['slug']}"
        ours = asked["ownerSlug"] in (USER, ORGANIZATION)
        if not ours or ref in self.datasets or _slug(asked["title"]) != asked["slug"]:
            return {"status": "error", "error": f"{ref}: not yours, taken, or not the slug of its title"}
        self.datasets[ref] = Thing(private=asked.get("isPrivate", False))
        return self._version(self.datasets[ref], asked, ref)

    def CreateDatasetVersion(self, asked: dict) -> dict:
        ref = f"{asked['ownerSlug']}/{asked['datasetSlug']}"
        return self._version(self._there(self.datasets, ref), asked["body"], ref)

    def GetModel(self, asked: dict) -> dict:
        return self._there(self.models, f"{asked['ownerSlug']}/{asked['modelSlug']}")

    def CreateModel(self, asked: dict) -> dict:
        ref = f"{asked['ownerSlug']}/{asked['slug']}"
        if ref in self.models:
            return {"error": f"the slug {asked['slug']} is taken"}
        self.models[ref] = {"id": 7, "ref": ref, "title": asked["title"], "isPrivate": asked.get("isPrivate", False)}
        return {"id": 7, "ref": ref, "url": f"https://www.kaggle.com/models/{ref}"}

    def GetModelInstance(self, asked: dict) -> dict:
        thing = self._there(self.instances, _instance(asked))
        return {"id": 8, "slug": asked["instanceSlug"], "framework": asked["framework"],
                "versionNumber": len(thing.versions)}

    def CreateModelInstance(self, asked: dict) -> dict:
        self._there(self.models, f"{asked['ownerSlug']}/{asked['modelSlug']}")
        ref = _instance(asked | asked["body"])
        self.instances[ref] = Thing()
        self._version(self.instances[ref], asked["body"], ref)
        return {"id": 8, "url": f"https://www.kaggle.com/models/{ref}"}

    def CreateModelInstanceVersion(self, asked: dict) -> dict:
        ref = _instance(asked)
        self._version(self._there(self.instances, ref), asked["body"], ref)
        return {"id": 9, "url": f"https://www.kaggle.com/models/{ref}"}

    def ListModelInstanceVersionFiles(self, asked: dict) -> dict:
        thing = self._there(self.instances, _instance(asked))
        thing.polls_left -= 1
        if thing.polls_left >= 0:
            return {"files": []}
        page, token = self._page(thing.versions[asked["versionNumber"] - 1], asked)
        return {"files": [{"name": name, "size": size} for name, size in page], "nextPageToken": token}

    def SaveKernel(self, asked: dict) -> dict:
        ref = asked["slug"]
        if self.trouble.conflict or _slug(asked["newTitle"]) != ref.partition("/")[2]:
            raise Refusal(409, "Conflict: a notebook with this title or slug exists already")
        if self.trouble.error or len(asked["text"].encode()) > CODE_BYTES_MAX:
            return {"error": self.trouble.error or "the source is too large"}
        fits = {"Dataset": self._ready, "Competition": COMPETITIONS.__contains__, "Model": self._served}
        wrong = {f"invalid{kind}Sources": [name for name in asked.get(f"{kind.lower()}DataSources", [])
                                           if not fit(name)] for kind, fit in fits.items()}
        left_out = {name for names in wrong.values() for name in names}
        saved = {key: [name for name in value if name not in left_out] if key.endswith("DataSources") else value
                 for key, value in asked.items()}
        self.kernels.setdefault(ref, []).append(saved)
        number = len(self.kernels[ref])
        return {"ref": ref, "url": f"https://www.kaggle.com/code/{ref}", "versionNumber": number, **wrong}

    def GetKernel(self, asked: dict) -> dict:
        ref = f"{asked['userName']}/{asked['kernelSlug']}"
        saved = self._there(self.kernels, ref)[-1]
        metadata = {key: value for key, value in saved.items() if key not in ("slug", "newTitle", "text")}
        return {"metadata": {"id": 5, "ref": ref, "title": saved["newTitle"]} | metadata | self.trouble.changes,
                "blob": {"source": saved["text"], "language": saved["language"], "kernelType": saved["kernelType"],
                         "slug": asked["kernelSlug"]}}

    # ---- what they share

    def _there(self, table: dict, ref: str):
        if ref not in table:
            raise Refusal(403, "Permission was denied")
        return table[ref]

    def _version(self, thing: Thing, asked: dict, ref: str) -> dict:
        blobs = [self.blobs[file["token"]] for file in asked.get("files", [])]
        if not all(blob.whole for blob in blobs):
            raise Refusal(400, "a file of this version was not uploaded whole")
        thing.versions.append({blob.name.replace("+", ""): bytes(blob.got) for blob in blobs})
        thing.polls_left = self.trouble.polls
        return {"status": "ok", "ref": ref, "url": f"https://www.kaggle.com/{ref}"}

    def _page(self, files: dict[str, bytes], asked: dict) -> tuple[list[tuple[str, int]], str]:
        size, start = min(asked.get("pageSize", 20), PAGE_MAX), int(asked.get("pageToken") or 0)
        found = sorted((name, len(content) + self.trouble.miscounted) for name, content in files.items())
        return found[start:start + size], str(start + size) if start + size < len(found) else ""

    def _ready(self, ref: str) -> bool:
        return ref in self.datasets and self.datasets[ref].polls_left < 0

    def _served(self, source: str) -> bool:
        ref, _, version = source.rpartition("/")
        return ref in self.instances and int(version) <= len(self.instances[ref].versions)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _instance(asked: dict) -> str:
    framework = asked["framework"].removeprefix("MODEL_FRAMEWORK_").lower()
    return f"{asked['ownerSlug']}/{asked['modelSlug']}/{framework}/{asked['instanceSlug']}"


@contextlib.contextmanager
def serving() -> Iterator[Kaggle]:
    with Kaggle() as kaggle:
        thread = threading.Thread(target=kaggle.serve_forever)
        thread.start()
        try:
            yield kaggle
        finally:
            kaggle.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Kaggle

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        method = urlsplit(self.path).path.rpartition("/")[2]
        self.server.calls.append(method)
        basic, trouble = base64.b64encode(f"{USER}:{KEY}".encode()).decode(), self.server.trouble
        known = self.headers.get("Authorization") in (f"Basic {basic}", f"Bearer {TOKEN}") and not trouble.expired
        if not known and (method != "IntrospectToken" or trouble.rude):
            return self._json(401, {"code": 401, "message": "Unauthenticated"})
        try:
            with self.server.lock:
                answer = getattr(self.server, method)(json.loads(body))
        except Refusal as refusal:
            return self._json(refusal.status, {"code": refusal.status, "message": str(refusal)})
        self._json(200, answer)

    def do_PUT(self) -> None:
        blob = self.server.blobs[self.path.rpartition("/")[2]]
        said, trouble = self.headers.get("Content-Range", ""), self.server.trouble
        self.server.calls.append(f"PUT {blob.name} {said or 'whole'}")
        if said.startswith("bytes */"):                # how much is there?
            return self._there(blob)
        start = int(re.match(r"bytes (\d+)-", said)[1]) if said else 0
        length = int(self.headers["Content-Length"])
        if blob.name in trouble.dropped:
            trouble.dropped.remove(blob.name)
            self.rfile.read(length)
            return self._empty(400)
        assert start == len(blob.got) or start == 0, "a piece that begins where nothing ends"
        del blob.got[start:]
        if blob.name in trouble.cut | trouble.held:
            blob.got += self.rfile.read(length // 2)
            if blob.name in trouble.held:
                self.server.half_there.set()
                while self.rfile.read(1):              # until the client is gone
                    pass
                return
            trouble.cut.remove(blob.name)
            self.rfile.read(length - length // 2)
            return self._empty(503)
        blob.got += self.rfile.read(length)
        self._there(blob)

    def _there(self, blob: Blob) -> None:
        if blob.whole:
            return self._empty(200)
        self.send_response(308)
        if blob.got:
            self.send_header("Range", f"bytes=0-{len(blob.got) - 1}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, status: int, value: dict) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _empty(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass
