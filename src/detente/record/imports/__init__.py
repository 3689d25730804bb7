"""Event data sets and tables of indicators, brought in beside the record."""

from detente.record.imports.detect import FORMATS
from detente.record.imports.ledger import Imported
from detente.record.imports.load import Options

__all__ = ["FORMATS", "Imported", "Options"]
