"""What each command does; `detente.show.cli` states their options."""
