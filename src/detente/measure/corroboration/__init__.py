"""What sources agree on, where they contradict each other, and what cannot be compared: by fields alone."""

from detente.measure.corroboration.compare import Judged, corroborate, rows
from detente.measure.corroboration.comparison import Comparison, Witness
from detente.measure.corroboration.origins import Standing
from detente.measure.corroboration.register import Entry, against_register, read_register

__all__ = [
    "Comparison",
    "Entry",
    "Judged",
    "Standing",
    "Witness",
    "against_register",
    "corroborate",
    "read_register",
    "rows",
]
