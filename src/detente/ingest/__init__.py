"""Files of many formats become documents with metadata and tagged passages."""
