"""A document becomes a reading: sentences, names, times, quantities, quotations."""

from detente.read.reader import Reader

__all__ = ["Reader"]
