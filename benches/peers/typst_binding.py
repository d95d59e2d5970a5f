"""Peer: the Python binding of the Typst engine for the PDFs, XlsxWriter for the workbooks.

Invariant: the same markup, the same fonts and the same PDF standards as the program itself.
"""

from pathlib import Path

import typst

import xlsxwriter_workbook
from pool import finish, workers
from workload import Workload, arguments, measure, table_rows

STANDARDS = ["a-2a", "ua-1"]

# One compiler for each process, made when the process starts: it keeps the fonts, and what the
# engine remembers of one document serves the next.
compiler: typst.Compiler


def start(fonts: Path) -> None:
    """Makes the compiler of a process."""
    global compiler
    only = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    compiler = typst.Compiler(font_paths=only, ignore_system_fonts=True)


def write_pdf(markup: Path, path: Path) -> None:
    # As bytes and not as a path: to the engine every document is then the same file, and it
    # finds more of what it remembers.
    compiler.compile(input=markup.read_bytes(), output=str(path), pdf_standards=STANDARDS)


def work(load: Workload) -> None:
    """Writes everything."""
    markup = load.folder / "typst"
    # Processes and not threads: XlsxWriter holds the interpreter, and although the binding frees
    # it, processes are faster for the PDFs as well.
    with workers(load.jobs, start, (load.fonts,)) as pool:
        # The largest first, lest one process end long after the others.
        tasks = [
            pool.submit(write_pdf, markup / f"{pdf['name']}.typ", load.pdf_path(pdf))
            for pdf in sorted(load.pdfs, key=table_rows, reverse=True)
        ]
        tasks += [
            pool.submit(xlsxwriter_workbook.write, book, load.workbook_path(book))
            for book in load.workbooks
        ]
        finish(tasks)


if __name__ == "__main__":
    measure(arguments(__doc__.splitlines()[0]), work)
