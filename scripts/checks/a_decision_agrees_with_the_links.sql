-- the decision on the two strikes is {decision}, but strike_links {says}; correct one of the two
WITH joined AS (
    SELECT d.decision_id, d.decision, max(l.relation) AS relation,
        coalesce(max(CASE WHEN l.relation = d.decision THEN 1 END), 0) AS agrees
    FROM decisions AS d
    JOIN strikes AS one ON one.strike_id = d.id
    JOIN strikes AS other ON other.strike_id = d.other_id
    LEFT JOIN strike_links AS l
        ON least(l.strike_id, l.other_id) = least(d.id, d.other_id)
        AND greatest(l.strike_id, l.other_id) = greatest(d.id, d.other_id)
    GROUP BY d.decision_id, d.decision
)
SELECT 'decisions' AS resource, decision_id AS id, 'decision' AS field, decision AS value, decision,
    CASE WHEN relation IS NULL THEN 'does not link them' ELSE concat('links them as ', relation) END AS says
FROM joined
WHERE decision IN ('may_be_same', 'part_of') AND agrees = 0 OR decision = 'distinct' AND relation IS NOT NULL
