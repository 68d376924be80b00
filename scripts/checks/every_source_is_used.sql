-- no citation uses the source; code the document, or remove it
SELECT 'sources' AS resource, s.source_id AS id, 'source_id' AS field, s.source_id AS value
FROM sources AS s
WHERE NOT EXISTS (SELECT 1 FROM citations AS c WHERE c.source_id = s.source_id)
