"""`dossier.toml`: the subject, the key of the coder that the record was made with, and the versions."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente.errors import DossierError
from detente.record import disk

FORMAT = 1
"""The layout of the folder; a dossier of a later format is not opened."""


@dataclass(frozen=True, slots=True)
class DossierSettings:
    """What `dossier.toml` holds.

    `coder` is the key of the coder that made the record, empty before the first run; `choices` are its
    settings in words; `version` is the version of detente.
    """

    subject: str = ""
    coder: str = ""
    version: str = ""
    choices: Mapping[str, str | list[str]] = field(default_factory=dict)


def read(path: Path) -> DossierSettings:
    """The settings at `path`. Raises DossierError where there are none or they cannot be read."""
    with disk.one_line(path):
        if not path.exists():
            raise DossierError(f"{path.parent}: not a dossier (it has no {path.name})")
        data = path.read_bytes()
    try:
        values = tomllib.loads(data.decode())
        form, choices = values["format"], values.get("settings", {})
    except (ValueError, KeyError) as error:
        raise DossierError(f"{path}: cannot be read: {error}") from error
    if not isinstance(form, int) or form > FORMAT:
        raise DossierError(f"{path}: made by a later version of detente (format {form}); update detente")
    subject, coder, version = (str(values.get(name, "")) for name in ("subject", "coder", "version"))
    return DossierSettings(subject, coder, version, dict(choices))


def write(path: Path, settings: DossierSettings) -> None:
    """Put the settings in the place of `path`."""
    lines = [
        f"format = {FORMAT}",
        f"subject = {_quoted(settings.subject)}",
        f"coder = {_quoted(settings.coder)}",
        f"version = {_quoted(settings.version)}",
    ]
    if settings.choices:
        lines += ["", "[settings]"]
    for name, choice in sorted(settings.choices.items()):
        shown = _quoted(choice) if isinstance(choice, str) else f"[{', '.join(map(_quoted, choice))}]"
        lines.append(f"{name} = {shown}")
    disk.write(path, ("\n".join(lines) + "\n").encode())


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, as long as nothing beyond ASCII is escaped."""
    clean = text.encode("utf-8", "replace").decode().replace("\x7f", "")
    return json.dumps(clean, ensure_ascii=False)
