-- the decision is {decision}, but {what}; {remedy}
WITH named AS (
    SELECT decision_id, id, other_id AS other FROM decisions
    UNION ALL
    SELECT decision_id, other_id, id FROM decisions
), judged AS (
    SELECT n.decision_id, count(w.id) AS withdrawn, count(CASE WHEN w.replaced_by = n.other THEN 1 END) AS replaced
    FROM named AS n LEFT JOIN withdrawn AS w ON w.id = n.id
    GROUP BY n.decision_id
)
SELECT 'decisions' AS resource, d.decision_id AS id, 'decision' AS field, d.decision AS value, d.decision,
    CASE d.decision WHEN 'same' THEN 'both rows are still in use' ELSE 'one of the two was withdrawn and replaced by the other' END AS what,
    CASE d.decision WHEN 'same' THEN concat('join them: python -m scripts withdraw ', d.other_id, ' --reason TEXT --replaced-by ', d.id, ' --move')
        ELSE 'make it same' END AS remedy
FROM decisions AS d JOIN judged ON judged.decision_id = d.decision_id
WHERE d.decision = 'same' AND judged.withdrawn = 0 OR d.decision <> 'same' AND judged.replaced > 0
