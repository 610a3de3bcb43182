"""`build.py bundle`: what it writes, that it fits together, and that a second call changes nothing."""
import ast
import io
import json
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from offline_wheels import bundle as bundling
from offline_wheels import checks, dist, naming, stamping
from offline_wheels.dist import Bundle, DistFault
from offline_wheels.naming import Names
from tests import bundles, made

ROOT = Path(__file__).resolve().parent.parent
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
TIMEOUT_S = 280


def call(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run([made.BASE_PYTHON, "build.py", "bundle", *map(str, arguments)], cwd=ROOT, text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT_S)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and content; a lock file is nobody's content."""
    return {str(file.relative_to(folder)): (file.lstat().st_mtime_ns, file.read_bytes())
            for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock"}


def test_the_command_makes_a_bundle_of_real_wheels_and_nothing_twice(tmp_path):
    out = tmp_path / "dist"
    shutil.copytree(made.wheels("none"), out / "wheels",
                    copy_function=lambda at, to: (os.link if at.endswith(".whl") else shutil.copy2)(at, to))
    arguments = ("--owner", "someone", "--target", "none", "--python", PYTHON, "--out", out)
    done = call(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "complete and checked" in done.stdout and "someone/arc-kit-wheels" in done.stdout
    before = snapshot(out)
    assert call(*arguments).returncode == 0
    assert snapshot(out) == before
    assert not (out / "model").exists()
    bundle = Bundle.read(out)
    assert bundle.stamp["wheels"]["target"] == "none" and bundle.stamp["model"] is None


@pytest.mark.parametrize("arguments, word", [
    ((), "--owner"), (("--owner", "Some One"), "user name"), (("--owner", "me", "--slug", "x" * 45), "6 to 50"),
    (("--owner", "me", "--model", "nowhere"), "model.json"), (("--owner", "me", "--target", "nope"), "--target"),
    (("--owner", "me", "--licence", "mine"), "--licence"), (("--owner", "me", "--python", "3.7"), "3.7")])
def test_what_cannot_be_bundled_is_refused_in_one_line(tmp_path, arguments, word):
    done = call(*arguments, "--out", tmp_path / "dist")
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("build.py bundle: ") and done.stderr.count("\n") == 1 and word in done.stderr
    assert not (tmp_path / "dist").exists()


def test_one_stamp_ties_the_parts_together(tmp_path):
    bundle = bundles.small(tmp_path)
    stamp = checks.stamp_of((bundle.kernel / dist.CODE_FILE).read_text())
    assert stamp == Bundle.read(bundle.folder).stamp == bundle.stamp
    assert stamp["wheels"]["sha256"] == dist.sha256_of(bundle.wheels / dist.WHEELS_MANIFEST)
    assert stamp["model"]["sha256"] == dist.sha256_of(tmp_path / "built" / dist.MODEL_MANIFEST)
    metadata = json.loads((bundle.kernel / dist.KERNEL_METADATA).read_text())
    assert metadata["dataset_sources"] == [stamp["wheels"]["dataset"]]
    assert metadata["model_sources"] == [stamp["model"]["source"]]


def test_the_stamp_changes_two_lines_of_the_kernels_file_and_nothing_else(tmp_path):
    bundle = bundles.small(tmp_path)
    plain = (ROOT / "kernel" / dist.CODE_FILE).read_text().splitlines()
    stamped = (bundle.kernel / dist.CODE_FILE).read_text().splitlines()
    assert len(plain) == len(stamped)
    changed = [line for line, other in zip(plain, stamped, strict=True) if line != other]
    assert changed == [f"BUNDLE: dict = {{}}{stamping.MARK}", f'KIT = ""{stamping.MARK}']
    ast.parse("\n".join(stamped))


def test_nothing_changed_changes_nothing_and_a_change_only_what_it_is_about(tmp_path):
    bundle = bundles.small(tmp_path)
    before = snapshot(bundle.folder)
    assert bundling.assemble(bundles.order(tmp_path)) == bundle
    assert snapshot(bundle.folder) == before
    bundles.model(tmp_path / "built", weights=b"x")
    bundling.assemble(bundles.order(tmp_path))
    after = snapshot(bundle.folder)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"bundle.json", "kernel/submission.py", f"model/{dist.MODEL_MANIFEST}",
                       "model/model-00001-of-00001.safetensors"} | ({"model/model.json"} & changed)


def test_the_model_is_linked_and_a_file_of_an_earlier_one_goes(tmp_path):
    bundle = bundles.small(tmp_path)
    assert all(file.is_symlink() for file in checks.sent(bundle.model)), "no second copy of gigabytes"
    other = bundles.model(tmp_path / "other", name="other")
    (other / "model-00001-of-00001.safetensors").rename(other / "weights.safetensors")
    manifest = json.loads((other / dist.MODEL_MANIFEST).read_text())
    manifest["files"]["weights.safetensors"] = manifest["files"].pop("model-00001-of-00001.safetensors")
    (other / dist.MODEL_MANIFEST).write_text(json.dumps(manifest))
    bundle = bundling.assemble(bundles.order(tmp_path, model=other, names={"model": "other"}))
    assert {file.name for file in checks.sent(bundle.model)} == {"model.json", "manifest.json", "weights.safetensors"}
    bundle = bundling.assemble(bundles.order(tmp_path, model=None, names={"model": None}))
    assert not bundle.model.exists() and (tmp_path / "other" / "weights.safetensors").exists()


def test_a_model_that_is_not_whole_is_refused(tmp_path):
    bundles.wheels(tmp_path / "dist" / "wheels")
    (bundles.model(tmp_path / "built") / "model.json").unlink()
    with pytest.raises(DistFault, match=r"model\.json: missing"):
        bundling.assemble(bundles.order(tmp_path))


@pytest.mark.parametrize("old, new", [
    (f"BUNDLE: dict = {{}}{stamping.MARK}", "BUNDLE: dict = {}"),
    (f'KIT = ""{stamping.MARK}', f'KIT = ""{stamping.MARK}\nKIT = ""{stamping.MARK}')])
def test_a_file_without_its_stamp_lines_is_refused(old, new):
    source = (ROOT / "kernel" / dist.CODE_FILE).read_text()
    assert old in source
    with pytest.raises(stamping.StampFault, match="one is right"):
        stamping.stamped(source.replace(old, new), {}, b"")


def test_the_kit_inside_the_kernels_file_runs_by_itself(tmp_path):
    """On an image's own Python: from the archive alone, without the repository."""
    archive = stamping.kit_archive(ROOT)
    assert archive == stamping.kit_archive(ROOT), "the same sources, the same bytes"
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(archive))) as opened:
        assert all((entry.mtime, entry.uid, entry.uname) == (0, 0, "") for entry in opened.getmembers())
        opened.extractall(tmp_path, filter="data")
    names = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()}
    assert names == {"kernel", "classifier"} and not list(tmp_path.rglob("*.joblib"))
    done = subprocess.run([sys.executable, "-P", "-m", "kernel", "--help"], cwd=tmp_path.parent, text=True,
                          capture_output=True, env=os.environ | {"PYTHONPATH": str(tmp_path)}, timeout=TIMEOUT_S)
    assert done.returncode == 0 and "usage:" in done.stdout, done.stderr


def test_the_repositorys_metadata_file_is_what_a_bundle_writes():
    """As committed or as the last bundle left it: private, no network, the pinned image, a five-part model source."""
    found = json.loads((ROOT / dist.KERNEL_METADATA).read_text())
    owner, _, slug = found["id"].partition("/")
    model = found["model_sources"][0].split("/") if found["model_sources"] else None
    prefix = slug.removesuffix("-submission")
    names = Names(owner=owner, prefix=prefix, competition=found["competition_sources"][0],
                  **({"model": model[1].removeprefix(f"{prefix}-"), "variation": model[3]} if model else {}))
    assert found == naming.kernel_metadata(names, code_file="dist/kernel/submission.py", gpu=found["enable_gpu"],
                                           model_version=int(model[4]) if model else None)
    assert found["is_private"] is True and found["enable_internet"] is False and "@sha256:" in found["docker_image"]
    assert found.get("machine_shape") == ("NvidiaL4" if found["enable_gpu"] else None)
