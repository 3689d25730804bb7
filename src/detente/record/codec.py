"""Frozen dataclasses of `detente.terms` to plain JSON data and back, by their type hints."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Reader = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """`value` as dicts, lists, strings, numbers, booleans and None."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field: to_plain(getattr(value, field)) for field in _readers(type(value))}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


def from_plain(kind: type[Value], data: Any) -> Value:
    """A `kind` (a dataclass) from what `to_plain` gave.

    Raises ValueError where `data` does not fit.
    """
    if not isinstance(data, dict):
        raise _misfit(f"{kind.__name__} needs named fields, not {type(data).__name__}")
    readers: dict[str, Reader] = _readers(kind)  # type: ignore[arg-type]
    unknown = sorted(data.keys() - readers.keys())
    if unknown:
        raise ValueError(f"{kind.__name__} has no field {unknown[0]!r}")
    try:
        return kind(**{name: readers[name](item) for name, item in data.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from error


def field_reader(kind: type, name: str) -> Reader:
    """What turns plain data into the value of one field of a dataclass; it raises ValueError on a misfit."""
    return _readers(kind)[name]


def shape(*kinds: type) -> str:
    """A short hash of the fields and types of dataclasses and of those within them."""
    fields: dict[str, list[str]] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if dataclasses.is_dataclass(kind) and kind.__name__ not in fields:
            hints = get_type_hints(kind)
            named = [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]
            fields[kind.__name__] = [f"{name}: {hint}" for name, hint in named]
            waiting += [inner for _, hint in named for inner in (hint, *get_args(hint))]
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def _misfit(message: str) -> ValueError:
    return ValueError(message)


@cache
def _readers(kind: type) -> dict[str, Reader]:
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}


def _reader(hint: Any) -> Reader:
    if get_origin(hint) in (Union, types.UnionType):
        return _optional(hint)
    if get_origin(hint) is tuple:
        return _items(get_args(hint)[0])
    if dataclasses.is_dataclass(hint):
        return lambda data: from_plain(hint, data)  # type: ignore[arg-type]
    return _scalar(hint)


def _optional(hint: Any) -> Reader:
    (inner,) = (argument for argument in get_args(hint) if argument is not types.NoneType)
    read = _reader(inner)
    return lambda data: None if data is None else read(data)


def _items(hint: Any) -> Reader:
    read = _reader(hint)

    def items(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            raise _misfit(f"a list is needed, not {data!r}")
        return tuple(read(item) for item in data)

    return items


def _scalar(kind: type) -> Reader:
    if issubclass(kind, StrEnum):
        return kind
    accepted = (int, float) if kind is float else (kind,)

    def scalar(data: Any) -> Any:
        if not isinstance(data, accepted) or (isinstance(data, bool) and kind is not bool):
            raise _misfit(f"{kind.__name__} is needed, not {data!r}")
        return data

    return scalar
