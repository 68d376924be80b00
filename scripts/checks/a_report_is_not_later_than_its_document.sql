-- every date that the document gives for the strike is after the document's own date, {published_on}; correct one of them
SELECT 'strike_reports' AS resource, min(r.report_id) AS id, 'date_start' AS field, min(r.date_start) AS value, s.published_on
FROM strike_reports AS r
JOIN citations AS c ON c.citation_id = r.citation_id
JOIN sources AS s ON s.source_id = c.source_id
WHERE r.date_start IS NOT NULL AND s.published_on IS NOT NULL
GROUP BY r.strike_id, s.source_id, s.published_on
HAVING min(r.date_start) > s.published_on
