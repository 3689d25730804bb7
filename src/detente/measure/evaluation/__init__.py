"""How well findings agree with gold: matching, scores with intervals, confusions, misses and extras."""

from detente.measure.evaluation.calibration import Bin, Reliability, reliability
from detente.measure.evaluation.findings import read_findings
from detente.measure.evaluation.gold import GoldDocument, corpus_gold, folder_gold, read_gold
from detente.measure.evaluation.match import Matched, differing, match_document
from detente.measure.evaluation.pairs import overlap
from detente.measure.evaluation.scores import Evaluation, Interval, by_name, evaluate

__all__ = [
    "Bin",
    "Evaluation",
    "GoldDocument",
    "Interval",
    "Matched",
    "Reliability",
    "by_name",
    "corpus_gold",
    "differing",
    "evaluate",
    "folder_gold",
    "match_document",
    "overlap",
    "read_findings",
    "read_gold",
    "reliability",
]
