"""What a bundle's parts are called on Kaggle, and the metadata files that say so.

Promises: pure values; every name follows from the owner, one prefix and the model's own name, so that a second bundle
of the same owner is a new version of the same things. Titles turn into their slugs, which Kaggle insists on (or answers
409). Leaves out: whether the names are allowed (`offline_wheels.checks`) and whether they are taken (the push finds
out).
"""
import re
from dataclasses import dataclass

PREFIX = "arc-kit"
COMPETITION = "arc-prize-2026-arc-agi-2"
DOCKER_IMAGE = ("gcr.io/kaggle-private-byod/python"
                "@sha256:37c64f7dd9c54116ecd1bcc88817c5469b88387388fade02bfa8bf3fc647d461")
"""The image that the kernel is pinned to: Python 3.12.13. The floating one moved to Python 3.13 in August 2026."""
MACHINE_SHAPE = "NvidiaL4"             # Kaggle's word for 4 x L4; it is no other setting
FRAMEWORK = "transformers"             # how the folder is laid out; one of the client's ModelFramework names
WHEELS_LICENCE = "other"               # of every package its own; the description says so


def slug_of(title: str) -> str:
    """The slug that Kaggle makes of a title: lower case, a hyphen for what is neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _title(slug: str) -> str:
    """A title that turns into the slug."""
    words = slug.replace("-", " ")
    return re.sub(r"^arc\b", "ARC", words)


@dataclass(frozen=True)
class Names:
    """The names of one owner's bundle. `model` is the model's own name, from its model.json, or None."""

    owner: str
    prefix: str = PREFIX
    model: str | None = None
    variation: str = "fp8"
    competition: str = COMPETITION

    @property
    def dataset(self) -> str:
        return f"{self.owner}/{self.prefix}-wheels"

    @property
    def dataset_title(self) -> str:
        return _title(f"{self.prefix}-wheels")

    @property
    def model_slug(self) -> str:
        return f"{self.prefix}-{slug_of(self.model or '')}"

    @property
    def model_title(self) -> str:
        return _title(self.model_slug)

    @property
    def instance(self) -> str:
        """Owner, model, framework and variation: what the client calls a model instance."""
        return f"{self.owner}/{self.model_slug}/{FRAMEWORK}/{self.variation}"

    @property
    def kernel(self) -> str:
        return f"{self.owner}/{self.prefix}-submission"

    @property
    def kernel_title(self) -> str:
        return _title(f"{self.prefix}-submission")


def dataset_metadata(names: Names) -> dict:
    """dataset-metadata.json, for `kaggle datasets create` and `version`."""
    return {"title": names.dataset_title, "id": names.dataset, "licenses": [{"name": WHEELS_LICENCE}],
            "subtitle": "Python wheels for a run without a network",
            "description": "Wheels of third parties under their own licences, and the ARC submission kit under MIT-0. "
                           "arc-kit-wheels.json has every file's true name, size and sha256: an upload loses the plus "
                           "signs of file names."}


def model_metadata(names: Names) -> dict:
    """model-metadata.json, for `kaggle models create`."""
    return {"ownerSlug": names.owner, "title": names.model_title, "slug": names.model_slug, "subtitle": "",
            "isPrivate": True, "description": f"The model {names.model}, quantized by the ARC submission kit.",
            "publishTime": "", "provenanceSources": ""}


def instance_metadata(names: Names, licence: str) -> dict:
    """model-instance-metadata.json, for `kaggle models instances create`. `licence` is one of Kaggle's names."""
    return {"ownerSlug": names.owner, "modelSlug": names.model_slug, "instanceSlug": names.variation,
            "framework": FRAMEWORK, "overview": "A checkpoint for vLLM, with model.json and manifest.json of the kit.",
            "usage": "", "licenseName": licence, "fineTunable": False, "trainingData": [],
            "modelInstanceType": "Unspecified", "baseModelInstance": "", "externalBaseModelUrl": ""}


def kernel_metadata(names: Names, *, code_file: str, model_version: int | None, gpu: bool) -> dict:
    """kernel-metadata.json, for `kaggle kernels push`: private and without a network, which the client would turn on.

    `code_file` is seen from the file's own folder; `model_version` is None where there is no model.
    """
    machine = {"machine_shape": MACHINE_SHAPE} if gpu else {}
    return {"id": names.kernel, "title": names.kernel_title, "code_file": code_file, "language": "python",
            "kernel_type": "script", "is_private": True, "enable_gpu": gpu, "enable_tpu": False,
            "enable_internet": False, **machine, "docker_image": DOCKER_IMAGE, "keywords": [],
            "dataset_sources": [names.dataset], "competition_sources": [names.competition],
            "kernel_sources": [],
            "model_sources": [f"{names.instance}/{model_version}"] if model_version is not None else []}
