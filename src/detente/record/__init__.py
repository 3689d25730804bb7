"""The dossier: sources, journal, record, merge, query, export."""

from detente.record.coded import Coded
from detente.record.dossier import Dossier
from detente.record.verify import Verification
from detente.record.work import Added, Coder, Progress, Task

__all__ = ["Added", "Coded", "Coder", "Dossier", "Progress", "Task", "Verification"]
