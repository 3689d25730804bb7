-- The record's tables. Every line comment is part of the data dictionary: the comment above a CREATE is the
-- table's, the comment behind a column is the column's. `[local]` marks what names this machine or moment and
-- is left out of the canonical hash; `[key]` marks the columns that identify and order the rows.
-- Offsets count Python characters (Unicode code points) of `documents.text`, from 0; the end is exclusive.

-- One row per text received; the same bytes twice are one document.
CREATE TABLE documents (
  document_id VARCHAR NOT NULL, -- [key] SHA-256 of the bytes the text was decoded from
  name VARCHAR NOT NULL, -- file name, or the row id of a .jsonl row; the first in alphabetical order where there are several
  title VARCHAR, -- title, where one was found
  publisher VARCHAR, -- who published it, as the source says
  authors VARCHAR[], -- authors in the order named
  published VARCHAR, -- ISO date of publication, maybe partial (2023, 2023-05); NULL where unknown
  published_basis VARCHAR, -- how the date is known: metadata, dateline, byline, text, option, row, inferred or none
  published_not_before VARCHAR, -- ISO date it cannot precede, where only bounds are known
  published_not_after VARCHAR, -- ISO date it cannot follow, where only bounds are known
  language VARCHAR, -- ISO 639-1 code of the language detected; NULL where the text is too short to tell
  coded BOOLEAN, -- whether the text was coded; false for a language that is not supported
  story_id VARCHAR, -- the document that stands for this one and its reprints; equal to document_id where it stands alone
  url VARCHAR, -- address, where the source gives one
  media_type VARCHAR, -- media type as received
  encoding VARCHAR, -- character encoding the bytes were decoded with
  characters INTEGER, -- length of the text in characters
  text VARCHAR -- the whole text, decoded once and never changed
);

-- Where each document was found; one row per place.
CREATE TABLE origins (
  document_id VARCHAR NOT NULL, -- [key] the document
  name VARCHAR NOT NULL, -- [key] name it had there
  origin VARCHAR NOT NULL -- [local] path, `archive.zip!member` or `file.jsonl:7`
);

-- Zones of each document; only body passages are coded.
CREATE TABLE passages (
  document_id VARCHAR NOT NULL, -- [key] the document
  start_char INTEGER NOT NULL, -- [key] first character
  end_char INTEGER NOT NULL, -- [key] character after the last
  zone VARCHAR NOT NULL -- [key] title, dateline, byline, caption, body, pull_quote, repeated, biography, furniture or comments
);

-- Sentences of the body passages.
CREATE TABLE sentences (
  document_id VARCHAR NOT NULL, -- [key] the document
  start_char INTEGER NOT NULL, -- [key] first character
  end_char INTEGER NOT NULL, -- [key] character after the last
  paragraph INTEGER -- paragraph of the body, counted from 0
);

-- Names found in the body passages and what they were resolved to.
CREATE TABLE mentions (
  document_id VARCHAR NOT NULL, -- [key] the document
  start_char INTEGER NOT NULL, -- [key] first character
  end_char INTEGER NOT NULL, -- [key] character after the last
  kind VARCHAR NOT NULL, -- [key] state, capital, demonym, body, office, person, agency, company, armed_group, place, group or anaphor
  name VARCHAR NOT NULL, -- [key] canonical name
  country VARCHAR, -- ISO 3166 alpha-3, or a PLOVER body code (IGO, EUR, ...)
  sector VARCHAR, -- PLOVER sector (GOV, MIL, ...)
  latitude DOUBLE, -- degrees north, WGS 84, for places
  longitude DOUBLE, -- degrees east, WGS 84, for places
  rule VARCHAR -- [local] dictionary row or rule that resolved it
);

-- Pairs of documents that share text.
CREATE TABLE likenesses (
  first VARCHAR NOT NULL, -- [key] document_id of one (of the longer, where one is shortened)
  second VARCHAR NOT NULL, -- [key] document_id of the other
  relation VARCHAR NOT NULL, -- reprint, shortened or edited
  resemblance DOUBLE, -- Jaccard similarity of their word shingles, 0-1 (Broder 1997)
  containment DOUBLE -- share of the smaller one's shingles found in the larger, 0-1
);

-- Sources that gave no findings, with the reason.
CREATE TABLE rejected (
  name VARCHAR NOT NULL, -- [key] file name, or what was given in its place
  reason VARCHAR NOT NULL, -- [key] one of a closed list: not_found, permission, empty, binary, encoding, encrypted, corrupt, too_large, too_complex, time_limit, memory_limit, no_text, unsupported_format, unsupported_language, malformed_row, no_answer
  document_id VARCHAR, -- [key] SHA-256 of the bytes, where there were any
  message VARCHAR, -- [local] one line that says what is wrong
  origin VARCHAR -- [local] where it was found
);

-- Event reports: what one passage says happened (or will, or did not), before merging.
CREATE TABLE reports (
  report_id VARCHAR NOT NULL, -- [key] content hash of the finding
  event_id VARCHAR, -- the merged event it belongs to; NULL where a person rejected the report
  document_id VARCHAR NOT NULL, -- the document that says so
  start_char INTEGER NOT NULL, -- first character of the quote
  end_char INTEGER NOT NULL, -- character after the quote
  quote VARCHAR NOT NULL, -- the words that report it, exactly as they stand
  type VARCHAR NOT NULL, -- PLOVER type of the act
  mode VARCHAR, -- PLOVER mode
  contexts VARCHAR[], -- PLOVER contexts
  cameo VARCHAR, -- CAMEO code
  quad VARCHAR, -- verbal cooperation, material cooperation, verbal conflict or material conflict
  score DOUBLE, -- conflict-cooperation score, -10 to 10
  reciprocal BOOLEAN, -- whether each party is both actor and recipient
  dyads VARCHAR[], -- undirected pairs of states it touches, like AZE-RUS
  trigger_start INTEGER, -- first character of the words that carry the act
  trigger_end INTEGER, -- character after them
  date_start VARCHAR, -- ISO date it began, maybe partial
  date_end VARCHAR, -- ISO date it ended, maybe partial
  date_edtf VARCHAR, -- the date in EDTF (ISO 8601-2)
  date_basis VARCHAR, -- explicit, relative, inferred or none
  place VARCHAR, -- where it happened
  place_country VARCHAR, -- country of the place, ISO 3166 alpha-3
  latitude DOUBLE, -- degrees north, WGS 84
  longitude DOUBLE, -- degrees east, WGS 84
  factuality VARCHAR NOT NULL, -- actual, reported_claim, planned, hypothetical, negated or habitual
  cue_start INTEGER, -- first character of the word that makes it other than actual
  cue_end INTEGER, -- character after it
  attribution VARCHAR, -- who vouches for it; NULL is the author's own voice
  attribution_country VARCHAR, -- country of whoever vouches
  attribution_start INTEGER, -- first character of the voucher's name
  attribution_end INTEGER, -- character after it
  confidence DOUBLE, -- calibrated, 0-1
  coder VARCHAR, -- what coded it, with its version
  ontology VARCHAR, -- ontology and version
  part_of VARCHAR, -- id of the finding it is a part of
  content_of VARCHAR, -- id of the finding whose content it is
  decision VARCHAR -- a person's verdict: accepted, rejected or edited; NULL where nobody looked
);

-- Who acts and on whom, one row per party of a report.
CREATE TABLE parties (
  report_id VARCHAR NOT NULL, -- [key] the report
  role VARCHAR NOT NULL, -- [key] actor or recipient
  position INTEGER NOT NULL, -- [key] order within the role, from 0
  name VARCHAR NOT NULL, -- name as coded
  country VARCHAR, -- ISO 3166 alpha-3, or a PLOVER body code
  sector VARCHAR, -- PLOVER sector
  start_char INTEGER, -- first character of the words; NULL where the text implies the party
  end_char INTEGER -- character after them
);

-- Occurrences, merged from one or more reports; reports that nobody rejected are all kept.
CREATE TABLE events (
  event_id VARCHAR NOT NULL, -- [key] content hash over the ids of its reports
  type VARCHAR NOT NULL, -- PLOVER type, that of the report at the centre
  mode VARCHAR, -- PLOVER mode
  contexts VARCHAR[], -- PLOVER contexts of all its reports, sorted
  cameo VARCHAR, -- CAMEO code
  quad VARCHAR, -- verbal cooperation, material cooperation, verbal conflict or material conflict
  score DOUBLE, -- conflict-cooperation score, -10 to 10
  reciprocal BOOLEAN, -- whether each party is both actor and recipient
  actors VARCHAR[], -- names of the actors
  actor_countries VARCHAR[], -- their countries, each once
  recipients VARCHAR[], -- names of the recipients
  recipient_countries VARCHAR[], -- their countries, each once
  dyads VARCHAR[], -- undirected pairs of states it touches, like AZE-RUS
  date_start VARCHAR, -- ISO date it began, maybe partial; the most precise that its reports give
  date_end VARCHAR, -- ISO date it ended, maybe partial
  date_edtf VARCHAR, -- the date in EDTF
  date_basis VARCHAR, -- explicit, relative, inferred or none
  first_day DATE, -- earliest day that date_start allows
  last_day DATE, -- latest day that date_end allows
  place VARCHAR, -- where it happened
  place_country VARCHAR, -- country of the place, ISO 3166 alpha-3
  latitude DOUBLE, -- degrees north, WGS 84
  longitude DOUBLE, -- degrees east, WGS 84
  factuality VARCHAR NOT NULL, -- strongest that a report gives, in the order actual, reported_claim, negated, planned, habitual, hypothetical
  factualities VARCHAR[], -- every factuality its reports give, sorted
  contested BOOLEAN, -- whether one report says it happened and another that it did not
  attributions VARCHAR[], -- who vouches, sorted; empty where every report is in its author's own voice
  confidence DOUBLE, -- the highest among its reports
  reports INTEGER, -- number of reports
  documents INTEGER, -- number of documents that report it
  sources INTEGER, -- number of independent documents: reprints of one text count once
  publishers VARCHAR[], -- publishers that report it, sorted
  first_published VARCHAR, -- earliest publication date among its documents: when it was known
  centre VARCHAR NOT NULL, -- report_id of the report that stands for it
  decision VARCHAR -- accepted, edited, merged or split where a person decided; NULL where nobody did
);

-- Which reports were merged into which event, and why.
CREATE TABLE event_reports (
  event_id VARCHAR NOT NULL, -- [key] the event
  report_id VARCHAR NOT NULL, -- [key] the report
  centre BOOLEAN, -- whether this report stands for the event
  counted BOOLEAN, -- false for a reprint, or a repeat within a document that is counted already
  similarity DOUBLE, -- likeness of its words to the centre's, 0-1
  reason VARCHAR -- why it belongs: what matched the centre, or a person's reason
);

-- The pairs of states each event touches, one row per pair, for joins.
CREATE TABLE event_dyads (
  event_id VARCHAR NOT NULL, -- [key] the event
  dyad VARCHAR NOT NULL, -- [key] undirected pair, like AZE-RUS
  first VARCHAR NOT NULL, -- the state first in alphabetical order
  second VARCHAR NOT NULL -- the other
);

-- Numbers that say something of a relation.
CREATE TABLE figures (
  figure_id VARCHAR NOT NULL, -- [key] content hash of the finding
  document_id VARCHAR NOT NULL, -- the document that says so
  start_char INTEGER NOT NULL, -- first character of the number and unit
  end_char INTEGER NOT NULL, -- character after them
  quote VARCHAR NOT NULL, -- number and unit as written
  value DOUBLE NOT NULL, -- value
  value_high DOUBLE, -- upper end of a range
  unit VARCHAR, -- ISO 4217 currency, percent, percentage_point, times, a measure, or `count of X`
  approximator VARCHAR, -- the word that loosens it ("about", "more than")
  indicator VARCHAR, -- what it measures ("trade turnover")
  parties VARCHAR[], -- countries, in order of the direction
  direction VARCHAR, -- like RUS>AZE or AZE<>RUS
  period VARCHAR, -- period it holds for, EDTF
  period_basis VARCHAR, -- how the period is known: explicit (a date beside it), relative (a date of the text around), published (as of the publication, to the month) or none
  per VARCHAR, -- what a rate is per (year, tonne); NULL where it is none
  change_vs VARCHAR, -- base of a change, EDTF or words
  status VARCHAR, -- actual, target or estimate
  designator BOOLEAN, -- whether it names a thing (Su-25) rather than counts one
  attribution VARCHAR, -- who vouches for it; NULL is the author's own voice
  attribution_country VARCHAR, -- country of whoever vouches
  confidence DOUBLE, -- calibrated, 0-1
  coder VARCHAR, -- what coded it, with its version
  decision VARCHAR -- a person's verdict: accepted, rejected or edited
);

-- Treaties, declarations, memoranda and contracts.
CREATE TABLE agreements (
  agreement_id VARCHAR NOT NULL, -- [key] content hash of the finding
  document_id VARCHAR NOT NULL, -- the document that says so
  start_char INTEGER NOT NULL, -- first character of the quote
  end_char INTEGER NOT NULL, -- character after the quote
  quote VARCHAR NOT NULL, -- the words, exactly as they stand
  name VARCHAR NOT NULL, -- name of the agreement
  parties VARCHAR[], -- countries and bodies
  date VARCHAR, -- ISO date, maybe partial
  status VARCHAR, -- signed, ratified, in force, suspended, ended or planned
  topics VARCHAR[], -- what it is about
  names VARCHAR[], -- every name the document gives it
  place VARCHAR, -- where it was signed
  attribution VARCHAR, -- who vouches for it; NULL is the author's own voice
  attribution_country VARCHAR, -- country of whoever vouches
  confidence DOUBLE, -- calibrated, 0-1
  coder VARCHAR, -- what coded it, with its version
  decision VARCHAR -- a person's verdict: accepted, rejected or edited
);

-- Persons named with an office.
CREATE TABLE offices (
  office_id VARCHAR NOT NULL, -- [key] content hash of the finding
  document_id VARCHAR NOT NULL, -- the document that says so
  start_char INTEGER NOT NULL, -- first character of the quote
  end_char INTEGER NOT NULL, -- character after the quote
  quote VARCHAR NOT NULL, -- the words, exactly as they stand
  person VARCHAR, -- the person; NULL where only the office is named
  office VARCHAR NOT NULL, -- the office
  country VARCHAR, -- country or body it belongs to
  former BOOLEAN, -- whether the text says they no longer hold it
  held_from VARCHAR, -- ISO date since when, maybe partial, where the text gives it
  held_until VARCHAR, -- ISO date until when, maybe partial, where the text gives it
  attribution VARCHAR, -- who vouches for it; NULL is the author's own voice
  attribution_country VARCHAR, -- country of whoever vouches
  confidence DOUBLE, -- calibrated, 0-1
  coder VARCHAR, -- what coded it, with its version
  decision VARCHAR -- a person's verdict: accepted, rejected or edited
);

-- Predictive and conditional statements found in the texts.
CREATE TABLE forecasts (
  forecast_id VARCHAR NOT NULL, -- [key] content hash of the finding
  document_id VARCHAR NOT NULL, -- the document that says so
  start_char INTEGER NOT NULL, -- first character of the quote
  end_char INTEGER NOT NULL, -- character after the quote
  quote VARCHAR NOT NULL, -- the words, exactly as they stand
  proposition VARCHAR NOT NULL, -- what is predicted
  condition VARCHAR, -- on what condition
  likelihood_words VARCHAR, -- the words of probability
  probability_scale VARCHAR, -- scale that the two bounds come from
  probability_low DOUBLE, -- lower bound, 0-1
  probability_high DOUBLE, -- upper bound, 0-1
  exceptions VARCHAR, -- the words after "unless" or "except"
  horizon VARCHAR, -- until when, EDTF
  horizon_basis VARCHAR, -- how the horizon is known: text, or none
  attribution VARCHAR, -- who predicts; NULL is the author
  attribution_country VARCHAR, -- country of whoever predicts
  confidence DOUBLE, -- calibrated, 0-1
  coder VARCHAR, -- what coded it, with its version
  decision VARCHAR -- a person's verdict: accepted, rejected or edited
);

-- Stated causes, leverages, dependences and interests.
CREATE TABLE links (
  link_id VARCHAR NOT NULL, -- [key] content hash of the finding
  document_id VARCHAR NOT NULL, -- the document that says so
  start_char INTEGER NOT NULL, -- first character of the quote
  end_char INTEGER NOT NULL, -- character after the quote
  quote VARCHAR NOT NULL, -- the words, exactly as they stand
  link VARCHAR NOT NULL, -- cause, leverage, dependence or interest
  holder VARCHAR, -- who holds it: the one depended upon, where it is a dependence
  over VARCHAR, -- over whom
  means VARCHAR, -- by which means
  polarity VARCHAR, -- present or absent
  attribution VARCHAR, -- who vouches for it; NULL is the author's own voice
  attribution_country VARCHAR, -- country of whoever vouches
  confidence DOUBLE, -- calibrated, 0-1
  coder VARCHAR, -- what coded it, with its version
  decision VARCHAR -- a person's verdict: accepted, rejected or edited
);

-- Sentences that state the tone of a relation.
CREATE TABLE relation_states (
  state_id VARCHAR NOT NULL, -- [key] content hash of the finding
  document_id VARCHAR NOT NULL, -- the document that says so
  start_char INTEGER NOT NULL, -- first character of the quote
  end_char INTEGER NOT NULL, -- character after the quote
  quote VARCHAR NOT NULL, -- the words, exactly as they stand
  dyad VARCHAR NOT NULL, -- undirected pair, like AZE-RUS
  state VARCHAR NOT NULL, -- worsening, improving, close, strained or neutral
  attribution VARCHAR, -- who vouches for it; NULL is the author's own voice
  attribution_country VARCHAR, -- country of whoever vouches
  confidence DOUBLE, -- calibrated, 0-1
  coder VARCHAR, -- what coded it, with its version
  decision VARCHAR -- a person's verdict: accepted, rejected or edited
);

-- Who appears in the events, and how often.
CREATE TABLE actors (
  country VARCHAR, -- [key] ISO 3166 alpha-3, or a PLOVER body code
  sector VARCHAR, -- [key] PLOVER sector
  names VARCHAR[], -- names it goes by in the reports, sorted
  as_actor INTEGER, -- events in which it acts
  as_recipient INTEGER, -- events in which it is acted on
  documents INTEGER -- documents that report these events
);

-- What several sources were compared on, by fields alone; one row per thing that they agree on, contradict each other
-- in, or cannot be compared in.
CREATE TABLE comparisons (
  comparison_id VARCHAR NOT NULL, -- [key] content hash over the verdict and the places of the words
  verdict VARCHAR NOT NULL, -- corroborates, contradicts or incomparable
  kind VARCHAR NOT NULL, -- what was compared: figure, event, agreement, statement, date, denial, actor, status, cause or identity
  about VARCHAR NOT NULL, -- the thing that the sources speak of
  fields VARCHAR[], -- the fields compared, each as `name: value`
  reason VARCHAR NOT NULL, -- why the verdict follows from the fields
  independence VARCHAR NOT NULL, -- independent, echo, possibly one origin, or one document
  independence_note VARCHAR, -- what joins the sources, or that nothing does
  sources INTEGER, -- number of sources that nothing joins: shared text, outlet or cited source
  documents INTEGER -- number of documents
);

-- Who says what in a comparison, one row per place; those of one side say the same.
CREATE TABLE comparison_witnesses (
  comparison_id VARCHAR NOT NULL, -- [key] the comparison
  side INTEGER NOT NULL, -- [key] 1, or 2 for the other side of a contradiction or of what cannot be compared
  position INTEGER NOT NULL, -- [key] order within the side, from 0
  says VARCHAR, -- the field compared, as these words give it
  finding_id VARCHAR, -- the finding; NULL where the comparison found the words itself
  document_id VARCHAR, -- the document
  start_char INTEGER, -- first character of the quote
  end_char INTEGER, -- character after the quote
  quote VARCHAR NOT NULL, -- the words, exactly as they stand
  attribution VARCHAR -- who is cited for it; NULL is the author's own voice
);

-- What a person decided; kept through every rebuild and newer coder.
CREATE TABLE decisions (
  seq INTEGER NOT NULL, -- [key] its place in the journal
  verdict VARCHAR NOT NULL, -- accept, reject, edit, merge, split or undo
  finding_ids VARCHAR[], -- the findings it was made about
  document_id VARCHAR, -- document of the finding decided on (the first, where there are several)
  start_char INTEGER, -- first character of its quote
  end_char INTEGER, -- character after its quote
  quote VARCHAR, -- its quote, so that it is found again when a newer coder gives it another id
  change VARCHAR, -- the fields a person changed, as JSON
  undoes INTEGER, -- for undo: the seq of the decision it takes back
  reason VARCHAR, -- why, in the person's words
  author VARCHAR, -- who decided
  applied BOOLEAN, -- false where no finding stands at that place any more; the decision is kept
  decided VARCHAR -- [local] when, ISO time in UTC
);

-- What this record was built from; no part of its identity.
CREATE TABLE meta (
  key VARCHAR NOT NULL, -- [local] name of the fact
  value VARCHAR -- [local] its value
);
