-- no row uses the citation; add what it is cited for, or remove it
SELECT 'citations' AS resource, c.citation_id AS id, 'citation_id' AS field, c.citation_id AS value
FROM citations AS c
LEFT JOIN references_to_citations AS x
    ON x.value = c.citation_id AND x.field = 'citation_id' AND x.resource <> 'audits'
WHERE x.value IS NULL
