# ruff: noqa: INP001
"""Write the PDF and DOCX articles of the example corpus from the plain text beside this file.

    pip install fpdf2 python-docx
    python examples/make/make_documents.py

The first line of a text is its title; the next lines without a full stop at their end are byline and date. The
same texts give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from fpdf import FPDF

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"
STAMP = datetime(2025, 10, 1, tzinfo=UTC)
PDFS = {"thaw-2025": "himalaya", "inauguration-2025": "nile"}
DOCX = {"patrols-2024": "himalaya", "tariffs-2018": "kosovo"}


def lines_of(name: str) -> tuple[str, list[str], list[str]]:
    """Title, the lines under it, and the paragraphs of an article."""
    title, *rest = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    under = [line for line in rest[:2] if not line.endswith(".")]
    return title, under, rest[len(under) :]


def write_pdf(name: str, target: Path) -> None:
    """One column of Times on A4."""
    title, under, paragraphs = lines_of(name)
    page = FPDF(format="A4")
    page.set_creation_date(STAMP)
    page.set_title(title)
    page.set_margins(25, 25)
    page.add_page()
    page.set_font("Times", "B", 18)
    page.multi_cell(0, 9, title, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(3)
    page.set_font("Times", "I", 11)
    for line in under:
        page.multi_cell(0, 6, line, align="L", new_x="LMARGIN", new_y="NEXT")
        page.ln(2)
    page.set_font("Times", "", 12)
    for paragraph in paragraphs:
        page.ln(3)
        page.multi_cell(0, 6, paragraph, align="L", new_x="LMARGIN", new_y="NEXT")
    page.output(str(target))


def write_docx(name: str, target: Path) -> None:
    """Word's own styles."""
    title, under, paragraphs = lines_of(name)
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = STAMP.replace(tzinfo=None)
    document.add_heading(title, 0)
    for line in under:
        document.add_paragraph(line).runs[0].italic = True
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(undated(buffer.getvalue()))


def undated(archive: bytes) -> bytes:
    """The archive with the time stamps of its members fixed."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(
                zipfile.ZipInfo(info.filename, STAMP.timetuple()[:6]), old.read(info), zipfile.ZIP_DEFLATED
            )
    return fixed.getvalue()


if __name__ == "__main__":
    for article, folder in PDFS.items():
        write_pdf(article, ARTICLES / folder / f"{article}.pdf")
    for article, folder in DOCX.items():
        write_docx(article, ARTICLES / folder / f"{article}.docx")
