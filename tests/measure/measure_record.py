"""A record of invented documents, held as rows, for tests alone."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from detente.read.sentences import split
from detente.terms import Passage, Zone


@dataclass
class Held:
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, table: str) -> list[dict[str, Any]]:
        return self.tables[table]

    def document(
        self,
        name: str,
        text: str,
        *names: tuple[str, str, str],
        published: str | None = None,
        publisher: str | None = None,
        story: str | None = None,
    ) -> None:
        """Add a text; `names` are (words, kind, country), each found wherever the words stand."""
        self.tables["documents"].append(
            {
                "document_id": name,
                "name": name,
                "text": text,
                "published": published,
                "published_basis": "option" if published else "none",
                "publisher": publisher,
                "story_id": story or name,
            }
        )
        for sentence in split(text, (Passage(Zone.BODY, 0, len(text)),)):
            row = {"start_char": sentence.start, "end_char": sentence.end, "paragraph": sentence.paragraph}
            self.tables["sentences"].append({**row, "document_id": name})
        for words, kind, country in names:
            for found in re.finditer(rf"\b{re.escape(words)}\b", text):
                self.tables["mentions"].append(
                    {
                        "document_id": name,
                        "start_char": found.start(),
                        "end_char": found.end(),
                        "kind": kind,
                        "name": words,
                        "country": country,
                    }
                )

    def place(self, document: str, quote: str) -> dict[str, Any]:
        text = next(row["text"] for row in self.tables["documents"] if row["document_id"] == document)
        start = text.index(quote)
        return {"document_id": document, "start_char": start, "end_char": start + len(quote), "quote": quote}

    def figure(self, document: str, quote: str, value: float, **more: Any) -> dict[str, Any]:
        row = {
            "figure_id": f"{document}:{quote}",
            "value": value,
            "value_high": None,
            "unit": "USD",
            "approximator": None,
            "indicator": "trade turnover",
            "parties": ["CHL", "PER"],
            "direction": "CHL<>PER",
            "period": "2020",
            "period_basis": "explicit",
            "per": None,
            "change_vs": None,
            "status": "actual",
            "designator": False,
            "attribution": None,
            "decision": None,
            **self.place(document, quote),
            **more,
        }
        self.tables["figures"].append(row)
        return row

    def agreement(self, document: str, quote: str, name: str, **more: Any) -> None:
        self.tables["agreements"].append(
            {
                "agreement_id": f"{document}:{quote}",
                "name": name,
                "names": [name],
                "parties": ["CHL", "PER"],
                "date": None,
                "status": "signed",
                "attribution": None,
                "decision": None,
                **self.place(document, quote),
                **more,
            }
        )
