"""From press about relations between states to a sourced record, a measured relation and foresight."""

__version__ = "0.1.0"
