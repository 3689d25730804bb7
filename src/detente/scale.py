"""Maps the pipeline over sources: in this process or in several, with the same results in the same order."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import BinaryIO

from detente.errors import UsageError
from detente.ingest import close_workers, discover
from detente.ontology import reading_of
from detente.pipeline import Settings, code_source, coder_of
from detente.record import Added, Coded, Dossier, Progress, Task, Verification
from detente.terms import Reason, Rejected

_AHEAD = 4
"""Sources handed out a worker before the first result is waited for: memory does not grow with their number."""


_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What the libraries under numpy read, when they start, for how many threads to use."""

ANSWERS = "answers"
"""The folder of a dossier that keeps a language model's answers, so that a rebuild needs no model."""


@dataclass(frozen=True, slots=True)
class Coding:
    """The pipeline under some settings, in `workers` processes; 1 is this process."""

    settings: Settings
    workers: int = 1

    @property
    def key(self) -> str:
        """What names the settings and versions that decide the results."""
        return self.settings.key

    @property
    def choices(self) -> dict[str, str | list[str]]:
        """The settings in words."""
        settings = self.settings
        words: dict[str, str | list[str]] = {
            "dictionaries": list(settings.dictionaries),
            "ontology": settings.ontology,
        }
        if settings.coder != "encoder":
            words |= {
                "coder": settings.coder,
                "model": settings.model or "",
                "base_url": settings.base_url or "",
            }
        return words

    def __call__(self, tasks: Iterable[Task]) -> Iterator[Coded]:
        """What each source gives, in their order. Raises UsageError for fewer than one worker."""
        if self.workers < 1:
            raise UsageError(f"{self.workers} workers cannot work; name 1 or more")
        if self.workers == 1:
            return (_code(task, self.settings) for task in tasks)
        return _in_processes(tasks, self.settings, self.workers)


def code_paths(
    paths: Iterable[str | os.PathLike[str]],
    *,
    settings: Settings | None = None,
    workers: int = 1,
    stdin: BinaryIO | None = None,
) -> Iterator[Coded]:
    """What the files under some paths give, sorted by path; the same bytes twice are coded once.

    What cannot be read comes with the reason, in its place.
    """
    settings = settings or Settings()
    turned_away: dict[int, list[Rejected]] = {0: []}
    seen: set[str] = set()

    def tasks() -> Iterator[Task]:
        for found in discover(paths, stdin=stdin):
            if isinstance(found, Rejected):
                turned_away.setdefault(len(seen), []).append(found)
            elif found.id not in seen:
                seen.add(found.id)
                yield found, settings.published

    for done, coded in enumerate(Coding(settings, workers)(tasks())):
        yield from (Coded(rejected=rejected) for rejected in turned_away.pop(done, ()))
        yield coded
    yield from (Coded(rejected=one) for _, left in sorted(turned_away.items()) for one in left)


def add(
    dossier: Dossier,
    paths: Iterable[str | os.PathLike[str]],
    *,
    settings: Settings | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Added:
    """Add the files under some paths to a dossier, code those that are new, and publish its record.

    Without `settings`, those that the dossier was made with hold.
    """
    settings = keeping(dossier, settings or settings_of(dossier))
    sources = discover(paths, stdin=stdin)
    return dossier.add(sources, Coding(settings, workers), published=settings.published, progress=progress)


def rebuild(
    dossier: Dossier,
    *,
    settings: Settings | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> None:
    """Code every source of a dossier anew and publish its record; what a person decided stays."""
    settings = keeping(dossier, settings or settings_of(dossier))
    dossier.rebuild(Coding(settings, workers), progress=progress)


def verify(dossier: Dossier, *, workers: int = 1, progress: Progress | None = None) -> Verification:
    """Check a dossier, with a rebuild that begins at its sources; nothing in it is changed."""
    return dossier.verify(Coding(settings_of(dossier), workers), progress=progress)


def settings_of(dossier: Dossier) -> Settings:
    """The settings that a dossier was made with; a language model's answers are kept in the dossier."""
    choices = dossier.choices
    dictionaries = choices.get("dictionaries", ())
    ontology = choices.get("ontology", Settings().ontology)
    coder, model, base_url = (str(choices.get(name, "")) for name in ("coder", "model", "base_url"))
    return Settings(
        dictionaries=tuple(dictionaries),
        ontology=reading_of(str(ontology)),
        coder=coder_of(coder or "encoder"),
        model=model or None,
        base_url=base_url or None,
        answers=str(dossier.path / ANSWERS),
    )


def keeping(dossier: Dossier, settings: Settings) -> Settings:
    """The settings with a language model's answers kept in the dossier, where no other folder is named."""
    return settings if settings.answers else replace(settings, answers=str(dossier.path / ANSWERS))


def _code(task: Task, settings: Settings) -> Coded:
    source, published = task
    return code_source(source, replace(settings, published=published))


def _in_processes(tasks: Iterable[Task], settings: Settings, workers: int) -> Iterator[Coded]:
    crew = _Crew(settings, workers)
    try:
        for task in tasks:
            crew.hand_out(task)
            if len(crew.waiting) >= workers * _AHEAD:
                yield crew.take_back()
        while crew.waiting:
            yield crew.take_back()
    finally:
        crew.dismiss()


class _Crew:
    """Worker processes, and the tasks handed out to them in order."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings = settings
        self._workers = workers
        self._pool = _pool(workers)
        self.waiting: deque[tuple[Task, Future[Coded]]] = deque()

    def hand_out(self, task: Task) -> None:
        """Give a task to whichever worker is free."""
        self.waiting.append((task, self._submit(task)))

    def take_back(self) -> Coded:
        """The result of the first task that was handed out.

        A task that ends its worker is tried once more alone; where it does so again it is rejected.
        """
        task, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._replace_workers()
        with _pool(1) as alone:
            try:
                return alone.submit(_code, _portable(task), self._settings).result()
            except BrokenProcessPool:
                message = "ended the process that read it, most often for want of memory; split it"
                return Coded(rejected=task[0].reject(Reason.MEMORY_LIMIT, message))

    def dismiss(self) -> None:
        """End the workers and forget what is not done."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, task: Task) -> Future[Coded]:
        try:
            return self._pool.submit(_code, _portable(task), self._settings)
        except BrokenProcessPool as error:
            failed: Future[Coded] = Future()
            failed.set_exception(error)
            return failed

    def _replace_workers(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = _pool(self._workers)
        for position, (task, future) in enumerate(self.waiting):
            if future.cancelled() or isinstance(future.exception(), BrokenProcessPool):
                self.waiting[position] = (task, self._submit(task))


def _pool(workers: int) -> ProcessPoolExecutor:
    # Each worker is one core's: left alone, the linear algebra of each would start a thread for every core.
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    # A forked copy of a process with threads (ONNX Runtime, progress bars) may hang; a fresh one does not.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Make a worker end with the process that started it, which may be killed without a word."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        close_workers()
        os._exit(1)


def _portable(task: Task) -> Task:
    """The task as it can be sent to another process: a mapping proxy cannot."""
    source, published = task
    return replace(source, hints=dict(source.hints)), published
