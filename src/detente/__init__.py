"""From press about relations between states to a sourced record, a measured relation and foresight.

import detente

for finding in detente.code("On 5 May 2020 Ruritania recalled its ambassador to Graustark."):
    print(detente.as_line(finding))

with detente.Dossier.open("ruritania", write=True, create=True) as dossier:
    detente.add(dossier, ["articles/"])
    table = dossier.query("select * from timeline")  # an Arrow table; .to_pandas() where pandas is
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.errors import (
        DetenteError,
        DictionaryError,
        DossierBusyError,
        DossierError,
        EndpointError,
        IngestError,
        ModelError,
        QueryError,
        UsageError,
        VerificationError,
    )
    from detente.pipeline import Settings, code
    from detente.record import Added, Coded, Dossier, Verification
    from detente.scale import add, code_paths, rebuild, verify
    from detente.terms import (
        Agreement,
        Document,
        EventReport,
        Figure,
        Finding,
        Forecast,
        Link,
        Office,
        Party,
        Place,
        RelationState,
        as_line,
        as_row,
    )

__version__ = "0.1.0"

_HOMES = {
    "detente.errors": (
        "DetenteError",
        "DictionaryError",
        "DossierBusyError",
        "DossierError",
        "EndpointError",
        "IngestError",
        "ModelError",
        "QueryError",
        "UsageError",
        "VerificationError",
    ),
    "detente.pipeline": ("Settings", "code"),
    "detente.record": ("Added", "Coded", "Dossier", "Verification"),
    "detente.scale": ("add", "code_paths", "rebuild", "verify"),
    "detente.terms": (
        "Agreement",
        "Document",
        "EventReport",
        "Figure",
        "Finding",
        "Forecast",
        "Link",
        "Office",
        "Party",
        "Place",
        "RelationState",
        "as_line",
        "as_row",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Added",
    "Agreement",
    "Coded",
    "DetenteError",
    "DictionaryError",
    "Document",
    "Dossier",
    "DossierBusyError",
    "DossierError",
    "EndpointError",
    "EventReport",
    "Figure",
    "Finding",
    "Forecast",
    "IngestError",
    "Link",
    "ModelError",
    "Office",
    "Party",
    "Place",
    "QueryError",
    "RelationState",
    "Settings",
    "UsageError",
    "Verification",
    "VerificationError",
    "__version__",
    "add",
    "as_line",
    "as_row",
    "code",
    "code_paths",
    "rebuild",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used, so that `import detente` costs nothing."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
