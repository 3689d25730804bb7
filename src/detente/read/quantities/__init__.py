"""Numbers with their units: money, shares, measures and counts, by a linear-time grammar."""

from detente.read.quantities.find import find_quantities

__all__ = ["find_quantities"]
