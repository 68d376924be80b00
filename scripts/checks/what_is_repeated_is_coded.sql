-- the exclusion repeats {repeats}, which no claim or report uses; give the citation where the claim is coded
SELECT 'exclusions' AS resource, e.exclusion_id AS id, 'repeats' AS field, e.repeats AS value, e.repeats
FROM exclusions AS e
WHERE e.repeats IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM victim_counts AS x WHERE x.citation_id = e.repeats)
    AND NOT EXISTS (SELECT 1 FROM damage_counts AS x WHERE x.citation_id = e.repeats)
    AND NOT EXISTS (SELECT 1 FROM statements AS x WHERE x.citation_id = e.repeats)
    AND NOT EXISTS (SELECT 1 FROM strike_reports AS x WHERE x.citation_id = e.repeats)
