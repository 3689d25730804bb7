"""What `detente evaluate` shows: scores of findings against gold as text, JSON and an HTML page."""

from detente.show.evaluate.listing import Entry, listing
from detente.show.evaluate.material import Scored, score
from detente.show.evaluate.page import render_html
from detente.show.evaluate.plain import as_data, render_text

__all__ = ["Entry", "Scored", "as_data", "listing", "render_html", "render_text", "score"]
