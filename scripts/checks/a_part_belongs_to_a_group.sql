-- the other strike has level strike and cannot have parts; make it a series or campaign, or correct the link
SELECT 'strike_links' AS resource, l.link_id AS id, 'other_id' AS field, l.other_id AS value
FROM strike_links AS l
JOIN strikes AS s ON s.strike_id = l.other_id
WHERE l.relation = 'part_of' AND s.level = 'strike'
