"""Event reports of one occurrence become one event; nothing is deleted and every report says why it belongs."""

from detente.record.merge.cluster import Cluster, Member, merge
from detente.record.merge.features import Reported

__all__ = ["Cluster", "Member", "Reported", "merge"]
