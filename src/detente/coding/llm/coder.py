"""The events of a document, asked of a language model stretch by stretch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.coding.llm.adapter import PARAMETERS, Endpoint
from detente.coding.llm.anchor import Ground
from detente.coding.llm.cache import Answer, Answers, Tally, question_key
from detente.coding.llm.prompt import Stretch, halves, message, prompt, stretches
from detente.coding.llm.reports import Frame, reports_of
from detente.coding.llm.schema import AnswerError, Parsed, parse
from detente.ontology import Reading as OntologyReading
from detente.terms import Document, EventReport, Reading

_HALVINGS = 2
_AGAIN = "Not accepted: {fault}. Answer again: the one JSON object alone, as the schema has it."


@dataclass(frozen=True, slots=True)
class LlmCoding:
    """The event reports of a document, and which stretches got a valid answer and which got none."""

    events: tuple[EventReport, ...]
    answered: tuple[Stretch, ...] = ()
    unanswered: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class LlmCoder:
    """A model at an endpoint, with the folder of its answers; `tally` is told what each stretch came to."""

    endpoint: Endpoint
    answers: Answers
    tally: Tally | None = None
    ontology: OntologyReading = "manual"

    @property
    def name(self) -> str:
        """What stands as `coder` on each finding: the model and the prompt's version."""
        return f"llm-{self.endpoint.model}-{prompt().version}"

    def code(self, document: Document, reading: Reading) -> LlmCoding:
        """The events of the whole body. Raises EndpointError where the endpoint fails for good."""
        return self.code_stretches(document, reading, stretches(document, reading.sentences))

    def code_stretches(self, document: Document, reading: Reading, asked: Sequence[Stretch]) -> LlmCoding:
        """The events of some stretches of the body."""
        events: dict[str, EventReport] = {}
        answered: list[Stretch] = []
        unanswered: list[Stretch] = []
        for stretch in asked:
            for part, parsed in self._ask(document, reading, stretch, _HALVINGS):
                if parsed is None:
                    unanswered.append(part)
                    continue
                answered.append(part)
                events |= {r.id: r for r in self._reports(document, reading, part, parsed)}
        ordered = sorted(events.values(), key=lambda r: (r.start, r.end, r.id))
        return LlmCoding(tuple(ordered), tuple(answered), tuple(unanswered))

    def _ask(
        self, document: Document, reading: Reading, stretch: Stretch, halvings: int
    ) -> list[tuple[Stretch, Parsed | None]]:
        """The stretch with its rows; in halves where the answer ran out of room; None where none was valid."""
        answer, parsed = self._answered(message(document, stretch))
        if answer.truncated and parsed is None and halvings:
            parts = halves(stretch, reading.sentences)
            if len(parts) > 1:
                return [one for part in parts for one in self._ask(document, reading, part, halvings - 1)]
        if parsed is None:
            self._tell({"unanswered": 1})
        return [(stretch, parsed)]

    def _answered(self, asked: str) -> tuple[Answer, Parsed | None]:
        """The answer kept for this question, or a new one, asked a second time where the first is no JSON."""
        version = prompt().version
        model = self.endpoint.model
        key = question_key(prompt().system, asked, model, PARAMETERS, version)
        kept = self.answers.get(key)
        if kept is not None:
            parsed, _ = _read(kept)
            if parsed is not None or kept.truncated:
                self._tell({"stretches": 1, "kept": 1})
                return kept, parsed
        messages = [{"role": "system", "content": prompt().system}, {"role": "user", "content": asked}]
        self._tell({"stretches": 1})
        answer, parsed, fault = self._new(messages)
        if parsed is None and not answer.truncated:
            messages += [
                {"role": "assistant", "content": answer.content[:4000] or "{}"},
                {"role": "user", "content": _AGAIN.format(fault=fault)},
            ]
            answer, parsed, _ = self._new(messages)
        if parsed is not None or answer.truncated:
            self.answers.put(key, answer, model, version)
        return answer, parsed

    def _new(self, messages: Sequence[dict[str, str]]) -> tuple[Answer, Parsed | None, str]:
        reply = self.endpoint.ask(messages)
        answer = reply.answer
        self._tell(
            {
                "requests": reply.requests,
                "prompt_tokens": answer.prompt_tokens,
                "completion_tokens": answer.completion_tokens,
            }
        )
        return answer, *_read(answer)

    def _reports(
        self, document: Document, reading: Reading, stretch: Stretch, parsed: Parsed
    ) -> list[EventReport]:
        rejected, dropped = Counter(parsed.rejected), Counter(parsed.dropped)
        frame = Frame(
            document,
            reading,
            Ground.of(document.text, stretch.start, stretch.end),
            Ground.of(document.text, stretch.before, stretch.end),
            self.name,
            self.ontology,
        )
        reports = reports_of(frame, parsed.rows, rejected, dropped)
        self._tell({"events": len(reports), "rejected": dict(rejected), "dropped": dict(dropped)})
        return reports

    def _tell(self, line: dict[str, object]) -> None:
        if self.tally is not None:
            self.tally.add(line)


def _read(answer: Answer) -> tuple[Parsed | None, str]:
    """The rows of an answer, or why it has none."""
    try:
        return parse(answer.content), ""
    except AnswerError as error:
        return None, str(error)
