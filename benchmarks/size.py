"""What an install weighs: `pip install .` into a clean environment, in megabytes on disk.

`python benchmarks/size.py [--most 400]` prints the total and the heaviest packages, and leaves with
status 1 when the total is over `--most` or PyTorch was installed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

MEGABYTE = 1_000_000
ROOT = Path(__file__).parents[1]


def weigh(folder: Path) -> int:
    """Return the bytes on disk of all files under a folder (or of a file)."""
    paths: Iterator[Path] = folder.rglob("*") if folder.is_dir() else iter((folder,))
    return sum(p.lstat().st_blocks * 512 for p in paths if p.is_symlink() or p.is_file())


def install(folder: Path) -> Path:
    """Make an environment, install the package into it, and return its site-packages."""
    venv.create(folder, with_pip=True)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", str(ROOT)]
    subprocess.run(pip, check=True)
    return next(folder.glob("lib/python3*/site-packages"))


def main() -> None:
    """Install, weigh, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=float, default=400, help="megabytes")
    parser.add_argument("--rows", type=int, default=12)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        packages = install(Path(folder))
        weights = {entry.name: weigh(entry) for entry in packages.iterdir()}
        total = weigh(Path(folder)) / MEGABYTE
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    for name, size in heaviest[: options.rows]:
        print(f"{size / MEGABYTE:8.1f} MB  {name}")
    print(f"{total:8.1f} MB  in all")
    if total > options.most or "torch" in weights:
        sys.exit(1)


if __name__ == "__main__":
    main()
