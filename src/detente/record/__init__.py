"""The dossier: sources, journal, record, merge, query, export."""
