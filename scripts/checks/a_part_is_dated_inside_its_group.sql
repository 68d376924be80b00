-- no reported date of the part lies inside a reported period of its group; correct a date or the link
SELECT 'strike_links' AS resource, l.link_id AS id, 'other_id' AS field, l.other_id AS value
FROM strike_links AS l
WHERE l.relation = 'part_of'
    AND EXISTS (SELECT 1 FROM strike_reports AS r WHERE r.strike_id = l.strike_id AND r.date_start IS NOT NULL)
    AND EXISTS (SELECT 1 FROM strike_reports AS r WHERE r.strike_id = l.other_id AND r.date_start IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1
        FROM strike_reports AS part
        JOIN strike_reports AS whole ON whole.strike_id = l.other_id
            AND part.date_start >= whole.date_start AND part.date_end <= whole.date_end
        WHERE part.strike_id = l.strike_id
    )
