-- no row uses the citation; add what it is cited for, or remove it
SELECT 'citations' AS resource, c.citation_id AS id, 'citation_id' AS field, c.citation_id AS value
FROM citations AS c
WHERE NOT EXISTS (SELECT 1 FROM victim_counts AS x WHERE x.citation_id = c.citation_id)
    AND NOT EXISTS (SELECT 1 FROM damage_counts AS x WHERE x.citation_id = c.citation_id)
    AND NOT EXISTS (SELECT 1 FROM statements AS x WHERE x.citation_id = c.citation_id)
    AND NOT EXISTS (SELECT 1 FROM strike_reports AS x WHERE x.citation_id = c.citation_id)
    AND NOT EXISTS (SELECT 1 FROM exclusions AS x WHERE x.citation_id = c.citation_id)
