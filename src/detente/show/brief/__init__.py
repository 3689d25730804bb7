"""The brief: what a dossier holds, as one self-contained page or as Markdown."""

from detente.show.brief.collect import collect
from detente.show.brief.data import BriefData
from detente.show.brief.markdown import render_markdown
from detente.show.brief.page import render_html

__all__ = ["BriefData", "collect", "render_html", "render_markdown"]
