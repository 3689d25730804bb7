"""A document becomes a reading: sentences, names, times, quantities, quotations."""
