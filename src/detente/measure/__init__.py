"""The relation, measured from the record."""
