"""The one file that states the order: ingest, read, code, merge."""
