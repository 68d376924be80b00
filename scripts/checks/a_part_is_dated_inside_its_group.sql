-- no reported date of the part is within a reported period of its group; correct a date or the link
WITH compared AS (
    SELECT l.link_id, l.other_id,
        max(CASE WHEN part.date_start >= whole.date_start
            AND (whole.date_end IS NULL OR coalesce(part.date_end, part.date_start) <= whole.date_end) THEN 1 ELSE 0 END) AS inside
    FROM strike_links AS l
    JOIN strike_reports AS part ON part.strike_id = l.strike_id AND part.date_start IS NOT NULL
    JOIN strike_reports AS whole ON whole.strike_id = l.other_id AND whole.date_start IS NOT NULL
    WHERE l.relation = 'part_of'
    GROUP BY l.link_id, l.other_id
)
SELECT 'strike_links' AS resource, link_id AS id, 'other_id' AS field, other_id AS value
FROM compared
WHERE inside = 0
