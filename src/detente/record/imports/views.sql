-- The views of imported data. Comments as in the record's schema.sql.

-- Imported events, in order of date.
CREATE VIEW imported_timeline AS SELECT
  e.day AS day, -- date of the event
  e.actor AS actor, -- name of the actor
  e.actor_country AS actor_country, -- ISO 3166 alpha-3
  e.type AS type, -- PLOVER type
  e.mode AS mode, -- PLOVER mode
  e.quad AS quad, -- verbal cooperation, material cooperation, verbal conflict or material conflict
  e.score AS score, -- PLOVER conflict-cooperation score, -10 to 10
  e.recipient AS recipient, -- name of the recipient
  e.recipient_country AS recipient_country, -- ISO 3166 alpha-3
  e.dyad AS dyad, -- undirected pair, like AZE-RUS
  e.cameo AS cameo, -- CAMEO code
  e.wording AS wording, -- type of the event in the data set's words
  e.place AS place, -- where it happened
  e.place_country AS place_country, -- country of the place
  coalesce(e.publisher, e.url) AS source, -- who published it, or its address
  e.format AS format, -- format of the file
  e.event_id AS event_id, -- id the data set gives
  i.name AS file, -- the file
  e.row AS row -- line of data in it
FROM imported_events e JOIN imports i USING (import_id)
ORDER BY e.day, e.format, e.event_id, e.import_id, e.row;

-- Cooperation and conflict by pair of states and month, each format apart. Events that PLOVER has no type for
-- (public statements) count among `events` alone.
CREATE VIEW imported_dyad_month AS SELECT
  e.dyad AS dyad, -- undirected pair, like AZE-RUS
  strftime(any_value(e.day), '%Y-%m') AS month, -- month of the events, ISO
  e.format AS format, -- format of the files
  count(*) AS events, -- events
  count(*) FILTER (e.quad = 'verbal cooperation') AS verbal_cooperation, -- of these, verbal cooperation
  count(*) FILTER (e.quad = 'material cooperation') AS material_cooperation, -- of these, material cooperation
  count(*) FILTER (e.quad = 'verbal conflict') AS verbal_conflict, -- of these, verbal conflict
  count(*) FILTER (e.quad = 'material conflict') AS material_conflict, -- of these, material conflict
  round(sum(e.score), 4) AS score_sum, -- sum of the PLOVER scores
  round(avg(e.score), 4) AS score_mean, -- their mean, -10 to 10
  round(avg(e.intensity), 4) AS intensity_mean -- mean of the intensity the data set gives
FROM imported_events e
WHERE e.dyad IS NOT NULL
GROUP BY e.dyad, year(e.day), month(e.day), e.format
ORDER BY e.dyad, month, e.format;
