"""Property tests draw the same examples on every run, so that a change is judged by what it changed."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
