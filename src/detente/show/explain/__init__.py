"""What `detente explain` shows: a row of the record, its words, and why it was coded so."""

from detente.show.explain.account import Explanation, Field, Mark
from detente.show.explain.explain import explain
from detente.show.explain.plain import as_data, marked, render_text

__all__ = ["Explanation", "Field", "Mark", "as_data", "explain", "marked", "render_text"]
