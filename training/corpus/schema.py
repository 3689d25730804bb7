"""The vocabulary of the annotated corpus: what each field may hold."""

from __future__ import annotations

from typing import Final

TYPES: Final = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "CONCEDE",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
MODES: Final[dict[str, frozenset[str]]] = {
    name: frozenset(modes.split())
    for name, modes in {
        "CONSULT": "visit third-party multilateral phone",
        "RETREAT": "withdraw release disarm ceasefire access resign",
        "REQUEST": "assist change yield meet",
        "ACCUSE": "disapprove investigate allege",
        "REJECT": "assist change yield meet",
        "THREATEN": "restrict arrest relations expel territory violence",
        "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
        "SANCTION": "convict expel withdraw discontinue",
        "MOBILIZE": "troops weapons police militia",
        "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
        "aerial drone heavy-weapons crowd-control unconventional",
    }.items()
}
CONTEXTS: Final = frozenset(
    [
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
        "crime",
        "corruption",
        "illegal_drugs",
        "trafficking",
    ]
)
FACTUALITIES: Final = frozenset(["actual", "reported_claim", "planned", "hypothetical", "negated", "habitual"])
DATE_BASES: Final = frozenset(["explicit", "relative", "inferred", "none"])
REGISTERS: Final = frozenset(["wire", "analysis", "opinion", "communique", "digest", "transcript", "history"])
SECTORS: Final = frozenset(
    [
        "GOV",
        "MIL",
        "REB",
        "BUS",
        "CVL",
        "COP",
        "JUD",
        "LEG",
        "LAB",
        "EDU",
        "REF",
        "PRE",
        "PRM",
        "UAF",
        "JRN",
        "SPY",
        "CRM",
        "MED",
        "AGR",
        "SOC",
        "OPP",
        "REL",
        "ELI",
        "PTY",
        "UNK",
    ]
)
STATUSES: Final = frozenset({"signed", "ratified", "in force", "suspended", "ended", "planned"})
LINK_KINDS: Final = frozenset(["cause", "leverage", "dependence", "interest"])
STATES: Final = frozenset(["worsening", "improving", "close", "strained", "neutral"])
NOISE_KINDS: Final = frozenset(["caption", "byline", "boilerplate", "comments", "duplicate_passage"])
TRENDS: Final = frozenset({"up", "down"})
LISTS: Final = (
    "events",
    "figures",
    "agreements",
    "offices",
    "forecasts",
    "links",
    "relation_states",
    "non_events",
    "noise",
)
