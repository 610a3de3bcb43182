"""What a program may import and read: the standard library, a short list of packages, and the libraries under them.

Promises: of installed packages only the listed ones can be imported, whatever folder they share, and nothing of this
kit but the modules beside this one, which are in memory already and hold no secret; the folders
named to Landlock hold no installed package but the listed ones, so no data set that someone installed either. Leaves
out: what is imported before the fork, which is the zygote's choice.
"""
import importlib.util
import os
import sys

# What models write imports of, and what those need in turn. One that is not installed is not there, as anywhere.
PACKAGES = ("numpy", "scipy", "pandas", "sklearn", "skimage", "networkx", "sympy",
            "PIL", "dateutil", "imageio", "joblib", "lazy_loader", "mpmath", "narwhals", "packaging", "pytz", "six",
            "threadpoolctl", "tifffile", "tzdata")
LIBRARIES = ("numpy.libs", "scipy.libs", "pandas.libs", "scikit_learn.libs", "scikit_image.libs", "pillow.libs")
INSTALLED = ("site-packages", "dist-packages")           # may lie among the standard library, and are none of it
SYSTEM_FOLDERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/dev/null", "/dev/urandom", "/dev/random")


class Finder:
    """Finds the packages that programs may import, each where it was installed, and nothing beside them."""

    def __init__(self, folders: list[str]):
        """`folders`: where packages are installed, as on a search path; the first that has one counts."""
        self.files = {}                # name: the file that is the module, or its __init__.py
        self.libraries = []            # folders of shared libraries that came with them
        for folder in folders:
            for name in PACKAGES:
                for file in (f"{folder}/{name}/__init__.py", f"{folder}/{name}.py"):
                    if name not in self.files and os.path.isfile(file):
                        self.files[name] = file
            self.libraries += [f"{folder}/{name}" for name in LIBRARIES if os.path.isdir(f"{folder}/{name}")]

    def find_spec(self, name: str, path=None, target=None):
        """The import system's question."""
        file = self.files.get(name)
        return importlib.util.spec_from_file_location(name, file) if file else None

    def folder_of(self, name: str) -> str | None:
        """The folder in which a package is installed."""
        file = self.files.get(name)
        return os.path.dirname(os.path.dirname(file)) if file else None

    def readable(self) -> list[str]:
        """The paths that imports need, none of them above another package."""
        packages = [os.path.dirname(file) if file.endswith("/__init__.py") else file for file in self.files.values()]
        return [*_standard(), *packages, *self.libraries, *_system()]


def _standard() -> list[str]:
    """The standard library, entry by entry, because packages may be installed in its folder."""
    compiled = [folder for folder in sys.path if os.path.basename(folder) == "lib-dynload" and os.path.isdir(folder)]
    folders = {os.path.realpath(folder) for folder in [os.path.dirname(os.__file__), *compiled]}
    return [f"{folder}/{entry}" for folder in folders for entry in os.listdir(folder) if entry not in INSTALLED]


def _system() -> list[str]:
    """The system's shared libraries: whole folders only where they are named for the architecture."""
    found = list(SYSTEM_FILES)
    architecture = getattr(sys.implementation, "_multiarch", "") or "none"
    for folder in sorted({os.path.realpath(folder) for folder in SYSTEM_FOLDERS}):
        if os.path.isdir(folder):
            found += [f"{folder}/{entry}" for entry in os.listdir(folder) if ".so" in entry or entry == architecture]
    with open("/proc/self/maps") as file:
        mapped = {line.split(maxsplit=5)[-1].strip() for line in file if "/" in line}
    return found + sorted(path for path in mapped if ".so" in os.path.basename(path))
