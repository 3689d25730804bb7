"""Small files in the formats of the field's event data sets, for tests alone."""

from detente.record.imports.coded import ICEWS_COLUMNS, POLECAT_COLUMNS
from detente.record.imports.gdelt import COLUMNS1, COLUMNS2
from detente.record.imports.other import MENTION_COLUMNS

GDELT_ROW = {
    "GLOBALEVENTID": "410412347",
    "SQLDATE": "20241225",
    "Actor1Code": "RUSGOV",
    "Actor1Name": "RUSSIA",
    "Actor1CountryCode": "RUS",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "ROMMED",
    "Actor2Name": "BUCHAREST",
    "Actor2CountryCode": "ROM",
    "Actor2Type1Code": "MED",
    "Actor2Type2Code": "BUS",
    "IsRootEvent": "1",
    "EventCode": "0231",
    "EventBaseCode": "023",
    "EventRootCode": "02",
    "QuadClass": "1",
    "GoldsteinScale": "3.4",
    "NumMentions": "6",
    "NumSources": "2",
    "NumArticles": "5",
    "AvgTone": "-4.25",
    "ActionGeo_FullName": "Baku, Baki, Azerbaijan",
    "ActionGeo_CountryCode": "AJ",
    "ActionGeo_Lat": "40.3953",
    "ActionGeo_Long": "49.8822",
    "DATEADDED": "20241226143000",
    "SOURCEURL": "https://news.example/a",
}
ICEWS_ROW = {
    "Event ID": "20718170",
    "Event Date": "2014-03-05",
    "Source Name": "Vladimir Putin",
    "Source Sectors": "Executive,Government",
    "Source Country": "Russian Federation",
    "Event Text": "Criticize or denounce",
    "CAMEO Code": "111",
    "Intensity": "-2.0",
    "Target Name": "Ukraine",
    "Target Country": "Ukraine",
    "Story ID": "33445566",
    "Sentence Number": "4",
    "Publisher": "Example Wire",
    "City": "Kyiv",
    "Province": "Kyiv City",
    "Country": "Ukraine",
    "Latitude": "50.4333",
    "Longitude": "30.5167",
}
POLECAT_ROW = {
    "Event ID": "20230101-1-ab",
    "Event Date": "2023-01-01",
    "Event Type": "ASSAULT",
    "Event Mode": "aerial",
    "Intensity": "-9.0",
    "Quad Code": "MATERIAL CONFLICT",
    "Contexts": "military;territory",
    "Actor Name": "Russia",
    "Actor Country": "RUS",
    "Primary Actor Sector": "MIL",
    "Actor Sectors": "MIL;GOV",
    "Recipient Name": 'The "Kyiv" council',
    "Recipient Country": "UKR",
    "Primary Recipient Sector": "GOV",
    "Recipient Sectors": "GOV",
    "Placename": "Kyiv",
    "Country": "UKR",
    "Latitude": "50.4333",
    "Longitude": "30.5167",
    "Source": "Example Wire",
    "Publication Date": "2023-01-02",
    "Language": "eng",
    "Version": "1",
}
MENTION_ROW = {
    "GLOBALEVENTID": "410412347",
    "EventTimeDate": "20241226143000",
    "MentionTimeDate": "20241226144500",
    "MentionType": "1",
    "MentionSourceName": "news.example",
    "MentionIdentifier": "https://news.example/a",
    "SentenceID": "3",
    "Actor1CharOffset": "120",
    "Actor2CharOffset": "-1",
    "ActionCharOffset": "140",
    "InRawText": "1",
    "Confidence": "40",
    "MentionDocLen": "2400",
    "MentionDocTone": "-2.5",
}


def gdelt2(*changes):
    return _lines(COLUMNS2, GDELT_ROW, changes)


def gdelt1(*changes):
    return _lines(COLUMNS1, {**GDELT_ROW, "DATEADDED": "20130402"}, changes)


def mentions(*changes):
    return _lines(MENTION_COLUMNS, MENTION_ROW, changes)


def icews(*changes):
    return "\t".join(ICEWS_COLUMNS) + "\n" + _lines(ICEWS_COLUMNS, ICEWS_ROW, changes)


def polecat(*changes):
    quoted = _lines(POLECAT_COLUMNS, POLECAT_ROW, changes, quote=True)
    return "\t".join(POLECAT_COLUMNS) + "\n" + quoted


def _lines(columns, row, changes, *, quote=False):
    lines = []
    for change in changes:
        cells = [{**row, **change}.get(name, "") for name in columns]
        lines.append("\t".join(_quoted(cell) if quote else cell for cell in cells) + "\n")
    return "".join(lines)


def _quoted(cell):
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell
