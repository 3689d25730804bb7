"""How well findings agree with gold: matching, scores with intervals, confusions, misses and extras."""

from detente.measure.evaluation.gold import GoldDocument, corpus_gold, folder_gold
from detente.measure.evaluation.match import Matched, match_document
from detente.measure.evaluation.scores import Evaluation, Interval, by_name, evaluate

__all__ = [
    "Evaluation",
    "GoldDocument",
    "Interval",
    "Matched",
    "by_name",
    "corpus_gold",
    "evaluate",
    "folder_gold",
    "match_document",
]
