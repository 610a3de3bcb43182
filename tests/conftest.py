"""What several tests share: how hypothesis is set, a sandbox, and the real browser."""
import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from kernel.sandbox import Sandbox
from tests.sandbox_watch import LIMITS

# Examples are not timed: on two shared cores a deadline measures the neighbours.
settings.register_profile("kit", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("kit")


@pytest.hookimpl(tryfirst=True)          # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a model server runs in one process after the other: side by side they starve each other. The first
    that needs the environments or the stand-in model (`tests.made`) makes them, and others wait for it, so those have
    more time before they count as hanging."""
    for item in items:
        if item.get_closest_marker("server"):
            item.add_marker(pytest.mark.xdist_group("servers"))
        if item.get_closest_marker("server") or hasattr(item.module, "made"):
            item.add_marker(pytest.mark.timeout(2400))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox with one worker that runs every job."""
    with Sandbox(workers=1, limits=LIMITS, cache_mb=0) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def chromium() -> tuple[str, str]:
    """Paths of a Chromium and of its driver. Skips where there is none; in CI (CI=true) that is a failure."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    reason = "no chromium with chromedriver; on Debian: apt-get install chromium chromium-driver"
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason)
    pytest.skip(reason)
