-- said_on is after the document's own date, {published_on}; correct one of them
SELECT 'citations' AS resource, c.citation_id AS id, 'said_on' AS field, c.said_on AS value, s.published_on
FROM citations AS c
JOIN sources AS s ON s.source_id = c.source_id
WHERE c.said_on > s.published_on
