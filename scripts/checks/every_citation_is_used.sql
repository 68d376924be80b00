-- no row uses the citation; add what it is cited for, or remove it
SELECT 'citations' AS resource, c.citation_id AS id, 'citation_id' AS field, c.citation_id AS value
FROM citations AS c
WHERE NOT EXISTS (
    SELECT 1 FROM references_to_citations AS x
    WHERE x.value = c.citation_id AND x.field = 'citation_id' AND x.resource <> 'audits'
)
