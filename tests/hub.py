"""A model hub on the loopback interface: the endpoints that the hub's own client asks for, out of a folder.

What it answers was read off the client's requests. It can break a connection in the middle of a file, as networks do.
"""
import contextlib
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(ThreadingHTTPServer):
    """`asked`: every request, as "METHOD path range". `breaks_after`: bytes of a file after which the connection is
    closed, for files that are longer; None for never."""

    daemon_threads = True

    def __init__(self, folder: Path, repository: str):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.repository = folder, repository
        self.asked: list[str] = []
        self.breaks_after: int | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextlib.contextmanager
def serving(folder: Path, repository: str) -> Iterator[Hub]:
    with Hub(folder, repository) as hub:
        thread = threading.Thread(target=hub.serve_forever)
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.asked.append(f"{self.command} {path} {self.headers.get('Range', '')}".strip())
        api, files = f"/api/models/{self.server.repository}", f"/{self.server.repository}/resolve/"
        if path in (f"{api}/revision/main", f"{api}/revision/{COMMIT}", api):
            names = [{"rfilename": file.name} for file in self._files()]
            return self._json({"id": self.server.repository, "sha": COMMIT, "siblings": names})
        if path == f"{api}/tree/{COMMIT}":
            return self._json([{"type": "file", "path": file.name, "size": file.stat().st_size,
                                "oid": self._etag(file)} for file in self._files()])
        revision, _, name = path.removeprefix(files).partition("/")
        file = self.server.folder / name
        if path.startswith(files) and revision in ("main", COMMIT) and "/" not in name and file.is_file():
            return self._file(file)
        self._json({"error": "Repository not found"}, 404, {"X-Error-Code": "RepoNotFound"})

    do_HEAD = do_GET

    def _files(self) -> list[Path]:
        return sorted(file for file in self.server.folder.iterdir() if file.is_file())

    def _etag(self, file: Path) -> str:
        return hashlib.sha1(file.read_bytes()).hexdigest()

    def _file(self, file: Path) -> None:
        content = file.read_bytes()
        begin = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")[0])
        self.send_response(206 if "Range" in self.headers else 200)
        for key, value in (("ETag", f'"{self._etag(file)}"'), ("X-Repo-Commit", COMMIT), ("Accept-Ranges", "bytes"),
                           ("Content-Length", str(len(content) - begin))):
            self.send_header(key, value)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.command == "HEAD":
            return
        cut = self.server.breaks_after
        if cut is not None and len(content) - begin > cut:
            self.wfile.write(content[begin:begin + cut])
            self.close_connection = True
            return
        self.wfile.write(content[begin:])

    def _json(self, value: object, status: int = 200, headers: dict[str, str] | None = None) -> None:
        raw = json.dumps(value).encode()
        self.send_response(status)
        always = {"Content-Type": "application/json", "Content-Length": str(len(raw))}
        for key, given in {**always, **(headers or {})}.items():
            self.send_header(key, given)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(raw)

    def log_message(self, *_given: object) -> None:
        pass
