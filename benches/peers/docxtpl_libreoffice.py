"""Peer: docxtpl and LibreOffice for the PDFs, openpyxl for the workbooks.

Invariant: what a user has from the day before is made before the clock starts: the Word templates
and the profiles of LibreOffice.
"""

import json
import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from docxtpl import DocxTemplate, RichText

import openpyxl_workbook
import word_template
from pool import finish, workers
from workload import Workload, arguments, measure, read, table_rows

# Files of one call: a command line has an end, and LibreOffice keeps some memory of each file.
BATCH = 200

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Office:
    """A LibreOffice with a profile of its own, so that several can run at once."""

    profile: Path
    fonts: Path

    def run(self, *words: str, folder: Path) -> None:
        """Runs it to its end in a folder."""
        # Without the variable it would take the fonts of the system.
        environment = os.environ | {"FONTCONFIG_FILE": str(self.fonts)}
        own = f"-env:UserInstallation={self.profile.as_uri()}"
        command = ["soffice", own, "--headless", "--norestore", *words]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"soffice ended with {done.returncode}: {done.stderr}")


@dataclass(frozen=True)
class Desk:
    """What is made before the clock starts."""

    folder: Path
    # By the columns as JSON.
    templates: dict[str, Path]
    offices: list[Office]


def key(pdf: dict) -> str:
    return json.dumps(pdf["columns"])


def prepare(load: Workload, folder: Path) -> Desk:
    """Makes a template for each set of columns and a profile for each LibreOffice."""
    templates = {}
    for pdf in load.pdfs:
        if key(pdf) not in templates:
            path = templates[key(pdf)] = folder / f"template-{len(templates)}.docx"
            word_template.make(pdf["columns"], path)
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=load.fonts, cache=folder / "cache"), encoding="utf-8")
    # One LibreOffice uses one core.
    count = max(1, min(load.jobs, len(load.pdfs)))
    offices = [Office(folder / f"profile-{index}", fonts) for index in range(count)]
    for office in offices:
        office.run("--terminate_after_init", folder=folder)
    return Desk(folder, templates, offices)


def fill(pdf: dict, template: Path, path: Path) -> None:
    """Fills the template with a document."""
    lines = [
        # Word counts in half points.
        RichText(
            line["text"], bold=line["bold"], italic=line["italic"], size=round(2 * line["size"])
        )
        for line in pdf["lines"]
    ]
    filled = DocxTemplate(str(template))
    filled.render(pdf | {"lines": lines}, autoescape=True)
    filled.save(path)


def shares(pdfs: list[dict], count: int) -> list[list[dict]]:
    """The documents in shares of about as many rows each."""
    result, rows = [[] for _ in range(count)], [0] * count
    for pdf in sorted(pdfs, key=table_rows, reverse=True):
        least = rows.index(min(rows))
        result[least].append(pdf)
        # A document costs something without any row as well.
        rows[least] += table_rows(pdf) + 10
    return result


def convert(load: Workload, office: Office, pdfs: list[dict], folder: Path) -> None:
    """Turns the documents of a folder, 0.docx and so on, into the PDFs."""
    for first in range(0, len(pdfs), BATCH):
        numbers = range(first, min(first + BATCH, len(pdfs)))
        office.run("--convert-to", "pdf", *(f"{number}.docx" for number in numbers), folder=folder)
        for number in numbers:
            made = folder / f"{number}.pdf"
            # LibreOffice says nothing by its exit code of a file that it could not convert.
            if not made.exists():
                raise RuntimeError(f"LibreOffice made no PDF of {pdfs[number]['name']}")
            shutil.move(made, load.pdf_path(pdfs[number]))


def work(load: Workload, desk: Desk) -> None:
    """Writes everything."""
    # The processes start before the threads do: a copy of a process with threads is not safe.
    with workers(load.jobs) as pool:
        filling = []
        for number, pdfs in enumerate(shares(load.pdfs, len(desk.offices))):
            folder = desk.folder / f"share-{number}"
            folder.mkdir()
            tasks = [
                pool.submit(fill, pdf, desk.templates[key(pdf)], folder / f"{index}.docx")
                for index, pdf in enumerate(pdfs)
            ]
            filling.append((pdfs, folder, tasks))
        books = [
            pool.submit(openpyxl_workbook.write, book, load.workbook_path(book))
            for book in load.workbooks
        ]

        def convert_filled(office: Office, pdfs: list[dict], folder: Path, tasks: list) -> None:
            finish(tasks)
            convert(load, office, pdfs, folder)

        # Each LibreOffice starts as soon as its own share is filled.
        with ThreadPoolExecutor(len(desk.offices)) as threads:
            converting = [
                threads.submit(convert_filled, office, *share)
                for office, share in zip(desk.offices, filling)
            ]
            finish(converting)
        finish(books)


def main() -> None:
    given = arguments(__doc__.splitlines()[0])
    with tempfile.TemporaryDirectory() as temporary:
        desk = prepare(read(given), Path(temporary))
        measure(given, lambda load: work(load, desk))


if __name__ == "__main__":
    main()
