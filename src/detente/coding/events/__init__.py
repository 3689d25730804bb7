"""The event coder: a small joint-head encoder over windows of sentences."""
