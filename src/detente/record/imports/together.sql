-- The views over the record and imported data together; they live in the connection that asks.

-- Cooperation and conflict by pair of states and month, from the record and from each format of imported data.
-- Add up no two of them: they may tell of the same occurrences.
CREATE VIEW all_dyad_month AS SELECT
  b.dyad AS dyad, -- undirected pair, like AZE-RUS
  b.month AS month, -- month, ISO
  b.origin AS origin, -- `record`, or the format of imported data
  b.events AS events, -- events
  b.verbal_cooperation AS verbal_cooperation, -- of these, verbal cooperation
  b.material_cooperation AS material_cooperation, -- of these, material cooperation
  b.verbal_conflict AS verbal_conflict, -- of these, verbal conflict
  b.material_conflict AS material_conflict, -- of these, material conflict
  b.score_sum AS score_sum, -- sum of the PLOVER scores
  b.score_mean AS score_mean -- their mean, -10 to 10
FROM (
  SELECT 'record' AS origin, * EXCLUDE (sources) FROM dyad_month
  UNION ALL BY NAME
  SELECT format AS origin, * EXCLUDE (format, intensity_mean) FROM imported_dyad_month
) b
ORDER BY b.dyad, b.month, b.origin;
