-- The tables of `imports.duckdb`: what came from event data sets and indicator tables. Comments as in the
-- record's schema.sql. `row` counts a file's lines of data from 1, malformed ones too, blank ones and the header not.

-- One row per file brought in.
CREATE TABLE imports (
  import_id INTEGER NOT NULL, -- [key] order in which it came, from 1
  file_id VARCHAR NOT NULL, -- SHA-256 of the file's bytes
  name VARCHAR NOT NULL, -- file name
  origin VARCHAR NOT NULL, -- [local] where the file was
  format VARCHAR NOT NULL, -- gdelt1, gdelt2, gdelt-mentions, icews, polecat, cameo-csv, plover-csv, quadruples, sipri or indicators
  reading VARCHAR NOT NULL, -- which reading of the CAMEO-PLOVER crosswalk was used: manual or crosswalk
  ontology VARCHAR NOT NULL, -- ontology and version that the crosswalk leads to
  reader VARCHAR NOT NULL, -- version of the readers that took it in
  start DATE, -- day of time 0, for quadruples
  step INTEGER, -- units of time a day, for quadruples
  rows BIGINT NOT NULL, -- rows taken in
  duplicates BIGINT NOT NULL, -- rows left out because their id and date were there already
  malformed BIGINT NOT NULL, -- rows left out because they could not be read
  digest VARCHAR NOT NULL -- digest over its rows, independent of their order
);

-- Events of other data sets, their types read as PLOVER.
CREATE TABLE imported_events (
  import_id INTEGER NOT NULL, -- [key] the import
  row BIGINT NOT NULL, -- [key] line of data in the file
  format VARCHAR NOT NULL, -- format of the file
  event_id VARCHAR, -- id the data set gives; NULL where it gives none; of quadruples, which have none, a hash of what they say
  day DATE, -- date of the event
  known TIMESTAMP, -- when it was published or added to the data set, UTC
  actor VARCHAR, -- name of the actor
  actor_code VARCHAR, -- actor as the data set codes it (GDELT Actor1Code, ICEWS or POLECAT country)
  actor_country VARCHAR, -- ISO 3166 alpha-3
  actor_sector VARCHAR, -- PLOVER sector
  actor_sectors VARCHAR, -- sectors as the data set words them
  recipient VARCHAR, -- name of the recipient
  recipient_code VARCHAR, -- recipient as the data set codes it
  recipient_country VARCHAR, -- ISO 3166 alpha-3
  recipient_sector VARCHAR, -- PLOVER sector
  recipient_sectors VARCHAR, -- sectors as the data set words them
  dyad VARCHAR, -- undirected pair of the two countries, like AZE-RUS; NULL unless both are known and differ
  cameo VARCHAR, -- CAMEO code, leading zeros restored; the closest one where the data set is coded in PLOVER
  type VARCHAR, -- PLOVER type; NULL where PLOVER has none (CAMEO 01, public statements)
  mode VARCHAR, -- PLOVER mode
  contexts VARCHAR, -- PLOVER contexts, sorted, between semicolons
  quad VARCHAR, -- verbal cooperation, material cooperation, verbal conflict or material conflict
  score DOUBLE, -- PLOVER conflict-cooperation score, -10 to 10
  intensity DOUBLE, -- intensity the data set gives; Goldstein's scale where it is coded in CAMEO and gives none
  wording VARCHAR, -- type of the event in the data set's words
  tone DOUBLE, -- average tone (GDELT), -100 to 100
  root BOOLEAN, -- whether it stands in the lead of its report (GDELT IsRootEvent)
  mentions INTEGER, -- mentions counted by the data set
  sources INTEGER, -- sources counted by the data set
  articles INTEGER, -- articles counted by the data set
  place VARCHAR, -- where it happened
  place_country VARCHAR, -- country of the place, ISO 3166 alpha-3
  latitude DOUBLE, -- degrees north, WGS 84
  longitude DOUBLE, -- degrees east, WGS 84
  publisher VARCHAR, -- who published the report
  story VARCHAR, -- id of the story in the data set
  sentence INTEGER, -- number of the sentence in the story
  url VARCHAR, -- address of the report
  language VARCHAR -- language of the report
);

-- Mentions of GDELT 2 events in articles.
CREATE TABLE imported_mentions (
  import_id INTEGER NOT NULL, -- [key] the import
  row BIGINT NOT NULL, -- [key] line of data in the file
  event_id VARCHAR, -- the event, as GDELT numbers it
  event_time TIMESTAMP, -- when the event was first added, UTC
  mention_time TIMESTAMP, -- when the mention was added, UTC
  kind INTEGER, -- GDELT's kind of source: 1 web, 2 citation, 3 CORE, 4 DTIC, 5 JSTOR, 6 without text
  publisher VARCHAR, -- name of the source
  identifier VARCHAR, -- address of the article, or citation
  sentence INTEGER, -- number of the sentence in the article, from 1
  actor_offset INTEGER, -- first character of the actor in GDELT's copy of the article; -1 where not found
  recipient_offset INTEGER, -- first character of the recipient; -1 where not found
  action_offset INTEGER, -- first character of the action; -1 where not found
  in_raw_text BOOLEAN, -- whether it was found in the text as it stood
  confidence INTEGER, -- GDELT's confidence in percent
  length INTEGER, -- characters of the article
  tone DOUBLE, -- tone of the article, -100 to 100
  translation VARCHAR -- how the article was translated; NULL where it was English
);

-- Numbers about a state or a pair of states: trade, arms, votes and the like.
CREATE TABLE indicators (
  import_id INTEGER NOT NULL, -- [key] the import
  row BIGINT NOT NULL, -- [key] line of data in the file
  indicator VARCHAR NOT NULL, -- [key] what it measures
  origin VARCHAR, -- ISO 3166 alpha-3 of the state it goes from (supplier, exporter), or of the only one
  recipient VARCHAR, -- ISO 3166 alpha-3 of the state it goes to; NULL where it is about one state
  dyad VARCHAR, -- undirected pair, like AZE-RUS; NULL where it is about one state
  period VARCHAR, -- period it holds for, EDTF
  value DOUBLE, -- value
  unit VARCHAR, -- unit
  item VARCHAR, -- what it counts, where the file says so: the weapon, the product
  note VARCHAR -- remarks of the file
);

-- Lines that were left out, with the reason.
CREATE TABLE import_errors (
  import_id INTEGER NOT NULL, -- [key] the import
  row BIGINT NOT NULL, -- [key] line of data in the file
  reason VARCHAR NOT NULL, -- [key] columns, encoding, quotes, length, date, event type, number, country, reference, no id, or duplicate
  detail VARCHAR -- what was found there
);
