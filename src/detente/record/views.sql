-- The record's views: each answers a question without a join. Comments as in schema.sql.

-- What happened, in order of date: one row per merged event, undated ones last.
CREATE VIEW timeline AS SELECT
  e.event_id AS event_id, -- the event
  e.date_start AS date_start, -- ISO date it began, maybe partial
  e.date_end AS date_end, -- ISO date it ended, maybe partial
  e.date_edtf AS date_edtf, -- the date in EDTF
  e.date_basis AS date_basis, -- explicit, relative, inferred or none
  e.first_day AS first_day, -- earliest day that date_start allows
  e.last_day AS last_day, -- latest day that date_end allows
  e.type AS type, -- PLOVER type
  e.mode AS mode, -- PLOVER mode
  e.quad AS quad, -- verbal cooperation, material cooperation, verbal conflict or material conflict
  e.score AS score, -- conflict-cooperation score, -10 to 10
  array_to_string(e.actors, '; ') AS actor, -- names of the actors
  e.actor_countries AS actor_countries, -- their countries
  array_to_string(e.recipients, '; ') AS recipient, -- names of the recipients
  e.recipient_countries AS recipient_countries, -- their countries
  e.reciprocal AS reciprocal, -- whether each party is both actor and recipient
  e.dyads AS dyads, -- undirected pairs of states it touches
  e.place AS place, -- where it happened
  e.place_country AS place_country, -- country of the place
  e.factuality AS factuality, -- actual, reported_claim, planned, hypothetical, negated or habitual
  e.contested AS contested, -- whether one report says it happened and another that it did not
  array_to_string(e.attributions, '; ') AS attribution, -- who vouches; empty where all is in the authors' own voice
  e.sources AS sources, -- number of independent documents that report it
  e.documents AS documents, -- number of documents that report it
  e.reports AS reports, -- number of reports
  e.publishers AS publishers, -- publishers that report it
  e.first_published AS first_published, -- earliest publication date among its documents
  e.confidence AS confidence, -- the highest among its reports
  e.decision AS decision, -- what a person decided, if anyone did
  r.quote AS quote, -- the words of the report that stands for it
  r.document_id AS document_id, -- the document of that report
  d.name AS document, -- its name
  r.start_char AS start_char, -- first character of the quote
  r.end_char AS end_char, -- character after the quote
  (SELECT list(er.report_id ORDER BY er.report_id) FROM event_reports er WHERE er.event_id = e.event_id)
    AS report_ids -- every report of it
FROM events e JOIN reports r ON r.report_id = e.centre JOIN documents d ON d.document_id = r.document_id
ORDER BY e.first_day NULLS LAST, e.last_day, d.name, r.start_char, e.event_id;

-- Numbers that say something of a relation, with who says so; rejected ones and designations left out.
CREATE VIEW figures_ledger AS SELECT
  f.figure_id AS figure_id, -- the finding
  f.indicator AS indicator, -- what it measures
  f.value AS value, -- value
  f.value_high AS value_high, -- upper end of a range
  f.unit AS unit, -- ISO 4217 currency, percent, percentage_point, times, a measure, or `count of X`
  f.approximator AS approximator, -- the word that loosens it
  f.parties AS parties, -- countries, in order of the direction
  f.direction AS direction, -- like RUS>AZE or AZE<>RUS
  f.period AS period, -- period it holds for, EDTF
  f.per AS per, -- what a rate is per (year, tonne); NULL where it is none
  f.change_vs AS change_vs, -- base of a change
  f.status AS status, -- actual, target or estimate
  f.attribution AS attribution, -- who vouches; NULL is the author's own voice
  f.confidence AS confidence, -- calibrated, 0-1
  f.quote AS quote, -- number and unit as written
  f.document_id AS document_id, -- the document
  d.name AS document, -- its name
  d.publisher AS publisher, -- who published it
  d.published AS published, -- when, ISO
  d.story_id AS story_id, -- the same for reprints of one text
  f.start_char AS start_char, -- first character of the quote
  f.end_char AS end_char -- character after the quote
FROM figures f JOIN documents d USING (document_id)
WHERE f.decision IS DISTINCT FROM 'rejected' AND NOT coalesce(f.designator, false)
ORDER BY f.indicator NULLS LAST, f.parties, f.period NULLS LAST, d.name, f.start_char;

-- Treaties, declarations, memoranda and contracts, with who says so.
CREATE VIEW agreements_ledger AS SELECT
  a.agreement_id AS agreement_id, -- the finding
  a.date AS date, -- ISO date, maybe partial
  a.name AS name, -- name of the agreement
  a.parties AS parties, -- countries and bodies
  a.status AS status, -- signed, ratified, in force, suspended, ended or planned
  a.topics AS topics, -- what it is about
  a.names AS names, -- every name the document gives it
  a.place AS place, -- where it was signed
  a.attribution AS attribution, -- who vouches; NULL is the author's own voice
  a.confidence AS confidence, -- calibrated, 0-1
  a.quote AS quote, -- the words
  a.document_id AS document_id, -- the document
  d.name AS document, -- its name
  d.publisher AS publisher, -- who published it
  d.published AS published, -- when, ISO
  a.start_char AS start_char, -- first character of the quote
  a.end_char AS end_char -- character after the quote
FROM agreements a JOIN documents d USING (document_id)
WHERE a.decision IS DISTINCT FROM 'rejected'
ORDER BY a.date NULLS LAST, a.name, d.name, a.start_char;

-- Who holds or held which office, as the texts say.
CREATE VIEW offices_ledger AS SELECT
  o.office_id AS office_id, -- the finding
  o.country AS country, -- country or body it belongs to
  o.office AS office, -- the office
  o.person AS person, -- the person
  o.former AS former, -- whether the text says they no longer hold it
  o.held_from AS held_from, -- ISO date since when, where the text gives it
  o.held_until AS held_until, -- ISO date until when, where the text gives it
  o.attribution AS attribution, -- who vouches; NULL is the author's own voice
  o.confidence AS confidence, -- calibrated, 0-1
  o.quote AS quote, -- the words
  o.document_id AS document_id, -- the document
  d.name AS document, -- its name
  d.publisher AS publisher, -- who published it
  d.published AS published, -- when, ISO
  o.start_char AS start_char, -- first character of the quote
  o.end_char AS end_char -- character after the quote
FROM offices o JOIN documents d USING (document_id)
WHERE o.decision IS DISTINCT FROM 'rejected'
ORDER BY o.country NULLS LAST, o.office, o.person, d.name, o.start_char;

-- What the texts predict, who predicts it and how likely they call it.
CREATE VIEW forecast_ledger AS SELECT
  f.forecast_id AS forecast_id, -- the finding
  f.proposition AS proposition, -- what is predicted
  f.condition AS condition, -- on what condition
  f.likelihood_words AS likelihood_words, -- the words of probability
  f.probability_scale AS probability_scale, -- scale that the two bounds come from
  f.probability_low AS probability_low, -- lower bound, 0-1
  f.probability_high AS probability_high, -- upper bound, 0-1
  f.exceptions AS exceptions, -- the words after "unless" or "except"
  f.horizon AS horizon, -- until when, EDTF
  f.attribution AS attribution, -- who predicts; NULL is the author
  f.confidence AS confidence, -- calibrated, 0-1
  f.quote AS quote, -- the words
  f.document_id AS document_id, -- the document
  d.name AS document, -- its name
  d.publisher AS publisher, -- who published it
  d.published AS published, -- when, ISO
  f.start_char AS start_char, -- first character of the quote
  f.end_char AS end_char -- character after the quote
FROM forecasts f JOIN documents d USING (document_id)
WHERE f.decision IS DISTINCT FROM 'rejected'
ORDER BY d.published NULLS LAST, d.name, f.start_char;

-- Who has a lever over whom, who depends on whom, what causes what, as the texts say.
CREATE VIEW leverage_ledger AS SELECT
  l.link_id AS link_id, -- the finding
  l.link AS link, -- cause, leverage, dependence or interest
  l.holder AS holder, -- who holds it: the one depended upon, where it is a dependence
  l.over AS over, -- over whom
  l.means AS means, -- by which means
  l.polarity AS polarity, -- present or absent
  l.attribution AS attribution, -- who vouches; NULL is the author's own voice
  l.confidence AS confidence, -- calibrated, 0-1
  l.quote AS quote, -- the words
  l.document_id AS document_id, -- the document
  d.name AS document, -- its name
  d.publisher AS publisher, -- who published it
  d.published AS published, -- when, ISO
  l.start_char AS start_char, -- first character of the quote
  l.end_char AS end_char -- character after the quote
FROM links l JOIN documents d USING (document_id)
WHERE l.decision IS DISTINCT FROM 'rejected'
ORDER BY l.link, l.holder NULLS LAST, l.over NULLS LAST, d.name, l.start_char;

-- Sentences that state the tone of a relation, with who says so.
CREATE VIEW tone_ledger AS SELECT
  s.state_id AS state_id, -- the finding
  s.dyad AS dyad, -- undirected pair, like AZE-RUS
  s.state AS state, -- worsening, improving, close, strained or neutral
  s.attribution AS attribution, -- who vouches; NULL is the author's own voice
  s.confidence AS confidence, -- calibrated, 0-1
  s.quote AS quote, -- the words
  s.document_id AS document_id, -- the document
  d.name AS document, -- its name
  d.publisher AS publisher, -- who published it
  d.published AS published, -- when, ISO
  s.start_char AS start_char, -- first character of the quote
  s.end_char AS end_char -- character after the quote
FROM relation_states s JOIN documents d USING (document_id)
WHERE s.decision IS DISTINCT FROM 'rejected'
ORDER BY s.dyad, d.published NULLS LAST, d.name, s.start_char;

-- What several documents say alike, told apart by how far they are independent: one row per entry with its sources.
CREATE VIEW corroboration AS SELECT
  c.comparison_id AS comparison_id, -- the entry
  c.kind AS kind, -- figure, event, agreement, statement, date, status or identity
  c.about AS about, -- what is said
  c.sources AS sources, -- number of sources that nothing joins: shared text, outlet or cited source
  c.documents AS documents, -- number of documents
  c.independence AS independence, -- independent, echo, or possibly one origin
  c.independence_note AS independence_note, -- what joins the sources, or that nothing does
  c.fields AS fields, -- the fields compared, each as `name: value`
  c.reason AS reason, -- why they say the same
  (SELECT list(w.quote ORDER BY w.position) FROM comparison_witnesses w WHERE w.comparison_id = c.comparison_id)
    AS quotes, -- the words of each
  (SELECT list(w.says ORDER BY w.position) FROM comparison_witnesses w WHERE w.comparison_id = c.comparison_id)
    AS says, -- the field compared as each gives it, in the order of the quotes
  (SELECT list(d.name ORDER BY w.position) FROM comparison_witnesses w JOIN documents d USING (document_id)
    WHERE w.comparison_id = c.comparison_id)
    AS document_names, -- the document of each
  (SELECT list(w.document_id ORDER BY w.position) FROM comparison_witnesses w
    WHERE w.comparison_id = c.comparison_id)
    AS document_ids, -- its id
  (SELECT list(w.start_char ORDER BY w.position) FROM comparison_witnesses w
    WHERE w.comparison_id = c.comparison_id)
    AS start_chars, -- first character of each quote
  (SELECT list(w.end_char ORDER BY w.position) FROM comparison_witnesses w
    WHERE w.comparison_id = c.comparison_id)
    AS end_chars -- character after each quote
FROM comparisons c
WHERE c.verdict = 'corroborates'
ORDER BY c.kind, c.about, c.comparison_id;

-- Where sources contradict each other, found by comparing fields: both sides with their words.
CREATE VIEW contradictions AS SELECT
  c.comparison_id AS comparison_id, -- the comparison
  c.kind AS kind, -- what was compared: figure, date, denial, actor, status, cause, identity
  c.about AS about, -- the thing that the sources speak of
  c.fields AS fields, -- the fields compared, each as `name: value`
  c.reason AS reason, -- why both cannot hold
  a.says AS says_a, -- what one side says
  a.quote AS quote_a, -- its words
  a.attribution AS attribution_a, -- who is cited for it
  a.finding_id AS finding_a, -- the finding, where it is one
  a.document_id AS document_id_a, -- the document
  da.name AS document_a, -- its name
  da.publisher AS publisher_a, -- who published it
  da.published AS published_a, -- when, ISO
  a.start_char AS start_char_a, -- first character of the quote
  a.end_char AS end_char_a, -- character after the quote
  b.says AS says_b, -- what the other side says
  b.quote AS quote_b, -- its words
  b.attribution AS attribution_b, -- who is cited for it
  b.finding_id AS finding_b, -- the finding, where it is one
  b.document_id AS document_id_b, -- the document
  db.name AS document_b, -- its name
  db.publisher AS publisher_b, -- who published it
  db.published AS published_b, -- when, ISO
  b.start_char AS start_char_b, -- first character of the quote
  b.end_char AS end_char_b, -- character after the quote
  c.independence AS independence, -- independent, echo or one document
  c.independence_note AS independence_note, -- what joins the sources, or that nothing does
  (SELECT count(*) FROM comparison_witnesses w WHERE w.comparison_id = c.comparison_id)
    AS witnesses -- places in all; the further ones stand in comparison_witnesses
FROM comparisons c
JOIN comparison_witnesses a ON a.comparison_id = c.comparison_id AND a.side = 1 AND a.position = 0
JOIN comparison_witnesses b ON b.comparison_id = c.comparison_id AND b.side = 2 AND b.position = 0
JOIN documents da ON da.document_id = a.document_id JOIN documents db ON db.document_id = b.document_id
WHERE c.verdict = 'contradicts'
ORDER BY c.kind, c.about, c.comparison_id;

-- What looks alike in two places and cannot be compared, with the reason.
CREATE VIEW incomparable AS SELECT
  c.comparison_id AS comparison_id, -- the comparison
  c.kind AS kind, -- what was compared: figure, date, denial, actor, status, cause, identity
  c.about AS about, -- the thing that the sources speak of
  c.fields AS fields, -- the fields compared, each as `name: value`
  c.reason AS reason, -- why they cannot be compared
  a.says AS says_a, -- what one side says
  a.quote AS quote_a, -- its words
  a.attribution AS attribution_a, -- who is cited for it
  a.finding_id AS finding_a, -- the finding, where it is one
  a.document_id AS document_id_a, -- the document
  da.name AS document_a, -- its name
  da.publisher AS publisher_a, -- who published it
  da.published AS published_a, -- when, ISO
  a.start_char AS start_char_a, -- first character of the quote
  a.end_char AS end_char_a, -- character after the quote
  b.says AS says_b, -- what the other side says
  b.quote AS quote_b, -- its words
  b.attribution AS attribution_b, -- who is cited for it
  b.finding_id AS finding_b, -- the finding, where it is one
  b.document_id AS document_id_b, -- the document
  db.name AS document_b, -- its name
  db.publisher AS publisher_b, -- who published it
  db.published AS published_b, -- when, ISO
  b.start_char AS start_char_b, -- first character of the quote
  b.end_char AS end_char_b, -- character after the quote
  c.independence AS independence, -- independent, echo or one document
  c.independence_note AS independence_note, -- what joins the sources, or that nothing does
  (SELECT count(*) FROM comparison_witnesses w WHERE w.comparison_id = c.comparison_id)
    AS witnesses -- places in all; the further ones stand in comparison_witnesses
FROM comparisons c
JOIN comparison_witnesses a ON a.comparison_id = c.comparison_id AND a.side = 1 AND a.position = 0
JOIN comparison_witnesses b ON b.comparison_id = c.comparison_id AND b.side = 2 AND b.position = 0
JOIN documents da ON da.document_id = a.document_id JOIN documents db ON db.document_id = b.document_id
WHERE c.verdict = 'incomparable'
ORDER BY c.kind, c.about, c.comparison_id;

-- Cooperation and conflict by pair of states and month: events that happened or are claimed to have, and whose
-- date is known to the month. Denied, planned, hypothetical and habitual ones are left out, and so are contested ones.
CREATE VIEW dyad_month AS SELECT
  ed.dyad AS dyad, -- undirected pair, like AZE-RUS
  strftime(e.first_day, '%Y-%m') AS month, -- month the event began, ISO
  count(*) AS events, -- events
  count(*) FILTER (e.quad = 'verbal cooperation') AS verbal_cooperation, -- of these, verbal cooperation
  count(*) FILTER (e.quad = 'material cooperation') AS material_cooperation, -- of these, material cooperation
  count(*) FILTER (e.quad = 'verbal conflict') AS verbal_conflict, -- of these, verbal conflict
  count(*) FILTER (e.quad = 'material conflict') AS material_conflict, -- of these, material conflict
  round(sum(e.score), 4) AS score_sum, -- sum of the conflict-cooperation scores
  round(avg(e.score), 4) AS score_mean, -- their mean, -10 to 10
  CAST(sum(e.sources) AS BIGINT) AS sources -- independent documents behind them, counted per event
FROM events e JOIN event_dyads ed USING (event_id)
WHERE e.factuality IN ('actual', 'reported_claim') AND NOT e.contested AND length(e.date_start) >= 7
GROUP BY ed.dyad, strftime(e.first_day, '%Y-%m')
ORDER BY ed.dyad, month;

-- What the dossier holds: one row per document that was read, with what it gave.
CREATE VIEW sources AS SELECT
  d.document_id AS document_id, -- the document
  d.name AS document, -- its name
  d.title AS title, -- its title
  d.publisher AS publisher, -- who published it
  d.published AS published, -- when, ISO, maybe partial
  d.published_basis AS published_basis, -- how the date is known
  d.language AS language, -- ISO 639-1 code
  d.coded AS coded, -- whether it was coded
  d.story_id AS story_id, -- the same for reprints of one text
  d.characters AS characters, -- length in characters
  (SELECT count(*) FROM reports r WHERE r.document_id = d.document_id) AS reports, -- event reports
  (SELECT count(*) FROM figures f WHERE f.document_id = d.document_id) AS figures -- figures
FROM documents d
ORDER BY d.name, d.document_id;
