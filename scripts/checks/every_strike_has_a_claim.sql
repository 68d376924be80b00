-- there is no claim about the strike or any group that it is part of; add a claim or withdraw the strike
WITH RECURSIVE up AS (
    SELECT strike_id, strike_id AS of_id, 0 AS steps FROM strikes
    UNION ALL
    SELECT up.strike_id, l.other_id, up.steps + 1
    FROM up JOIN strike_links AS l ON l.strike_id = up.of_id AND l.relation = 'part_of'
    WHERE up.steps < 9
), claimed AS (
    SELECT strike_id FROM victim_counts
    UNION ALL
    SELECT strike_id FROM damage_counts
    UNION ALL
    SELECT strike_id FROM statements
)
SELECT 'strikes' AS resource, s.strike_id AS id, 'strike_id' AS field, s.strike_id AS value
FROM strikes AS s
LEFT JOIN (SELECT up.strike_id FROM up JOIN claimed AS c ON c.strike_id = up.of_id) AS has ON has.strike_id = s.strike_id
WHERE has.strike_id IS NULL
