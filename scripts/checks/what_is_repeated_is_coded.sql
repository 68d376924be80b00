-- the exclusion repeats {repeats}, which no claim or report uses; give the citation where the claim is coded
SELECT 'exclusions' AS resource, e.exclusion_id AS id, 'repeats' AS field, e.repeats AS value, e.repeats
FROM exclusions AS e
WHERE e.repeats IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM references_to_citations AS x WHERE x.value = e.repeats AND x.resource NOT IN ('exclusions', 'audits')
)
