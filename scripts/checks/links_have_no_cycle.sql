-- the groups above the strike form a loop, or there are more than nine levels of them ({steps} links); remove the link that is wrong
WITH RECURSIVE up AS (
    SELECT link_id, strike_id, other_id, 1 AS steps FROM strike_links WHERE relation = 'part_of'
    UNION ALL
    SELECT up.link_id, up.strike_id, l.other_id, up.steps + 1
    FROM up JOIN strike_links AS l ON l.strike_id = up.other_id AND l.relation = 'part_of'
    WHERE up.steps < 10 AND up.other_id <> up.strike_id
)
SELECT 'strike_links' AS resource, link_id AS id, 'other_id' AS field, strike_id AS value, min(steps) AS steps
FROM up
WHERE other_id = strike_id OR (steps = 10 AND NOT EXISTS (SELECT 1 FROM up AS circle WHERE circle.other_id = circle.strike_id))
GROUP BY link_id, strike_id
