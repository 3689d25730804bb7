"""Figures: the quantities that say something of a relation or of the world an article describes."""

from detente.coding.figures.code import code_figures

__all__ = ["code_figures"]
