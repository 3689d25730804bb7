"""Every exception that detente raises on purpose.

A user's mistake or a bad input is a `DetenteError` with one line that says what, where and what to do; the
command line prints that line and no traceback.
"""

from __future__ import annotations


class DetenteError(Exception):
    """Root of the tree: catch this to catch all that detente raises on purpose."""


class UsageError(DetenteError):
    """The caller asked for something that cannot be: a wrong path, an unknown format, a bad option."""


class IngestError(DetenteError):
    """One source could not be read.

    `reason` is one of `detente.terms.Reason`; the batch goes on and the record lists it.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class DictionaryError(DetenteError):
    """A dictionary or ontology file has a malformed row; the message names file and line."""


class ModelError(DetenteError):
    """The coder's weights are missing or do not fit this version."""


class DossierError(DetenteError):
    """The dossier cannot be opened, written or trusted."""


class DossierBusyError(DossierError):
    """Another process holds the dossier."""


class QueryError(DetenteError):
    """The user's SQL failed, was not allowed, or ran out of time or memory."""


class VerificationError(DossierError):
    """`verify` found that the dossier does not hold what it claims."""


class EndpointError(DetenteError):
    """A language model's endpoint cannot be reached, refuses, or fails again and again."""
