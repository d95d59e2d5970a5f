"""The work folder → what a peer has to make, and the line that says what that took.

Invariant: what is measured begins with reading the work folder and ends with the last file on
disk; pages are counted and memory is added up outside of it.
"""

import argparse
import json
import os
import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader


@dataclass(frozen=True)
class Workload:
    """What documents.json holds, and where everything goes."""

    folder: Path
    out: Path
    jobs: int
    pdfs: list[dict]
    workbooks: list[dict]

    @property
    def fonts(self) -> Path:
        """The folder of the one font family that all documents use."""
        return self.folder / "fonts"

    def pdf_path(self, pdf: dict) -> Path:
        """Where a PDF goes."""
        return self.out / f"{pdf['name']}.pdf"

    def workbook_path(self, workbook: dict) -> Path:
        """Where a workbook goes."""
        return self.out / workbook["name"]

    def make_folders(self) -> None:
        """Makes every folder of the results: names may hold one."""
        paths = [self.pdf_path(pdf) for pdf in self.pdfs]
        paths += [self.workbook_path(workbook) for workbook in self.workbooks]
        for folder in {path.parent for path in paths}:
            folder.mkdir(parents=True, exist_ok=True)


def table_rows(pdf: dict) -> int:
    """How large a document is."""
    return sum(len(part["rows"]) for part in pdf["parts"])


def arguments(description: str) -> argparse.Namespace:
    """The command line, which is the same for every peer."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("work", type=Path, help="folder with documents.json, typst/ and fonts/")
    parser.add_argument("out", type=Path, help="folder for the results")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parsed = parser.parse_args()
    if parsed.jobs < 1:
        parser.error("--jobs must be 1 or more")
    return parsed


def read(given: argparse.Namespace) -> Workload:
    """Reads documents.json and makes the folders of the results."""
    # Absolute, because LibreOffice runs in a folder of its own.
    folder, out = given.work.resolve(), given.out.resolve()
    documents = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    workload = Workload(folder, out, given.jobs, documents["pdfs"], documents["workbooks"])
    workload.make_folders()
    return workload


def measure(given: argparse.Namespace, work: Callable[[Workload], None]) -> None:
    """Does the work once and prints the measurement as one line of JSON."""
    start = time.perf_counter()
    workload = read(given)
    work(workload)
    seconds = time.perf_counter() - start
    peak = peak_kib()
    pages = count_pages(workload.pdf_path(pdf) for pdf in workload.pdfs)
    print(json.dumps({"seconds": round(seconds, 4), "peak_kib": peak, "pages": pages}))


def peak_kib() -> int:
    """The peak of this process and that of its largest child, added.

    The system keeps the maximum of the children and not their sum, so that a second process of a
    pool is not counted: the figure is a lower bound, in favour of the peer.
    """
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def count_pages(paths: Iterable[Path]) -> int:
    """Pages of all PDFs, as their page trees say."""
    return sum(PdfReader(path).get_num_pages() for path in paths)
