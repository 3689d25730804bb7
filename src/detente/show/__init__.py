"""What a user sees: command line, brief, export writers."""
