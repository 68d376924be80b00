-- the exclusion repeats {repeats}, a citation of a different document; give a citation of the same document
SELECT 'exclusions' AS resource, e.exclusion_id AS id, 'repeats' AS field, e.repeats AS value, e.repeats
FROM exclusions AS e
JOIN citations AS here ON here.citation_id = e.citation_id
JOIN citations AS there ON there.citation_id = e.repeats
WHERE here.source_id <> there.source_id
