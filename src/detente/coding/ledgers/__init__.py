"""The ledgers of what states agreed, hold, expect and depend on, coded from a reading."""
