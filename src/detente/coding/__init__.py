"""A reading becomes findings."""
