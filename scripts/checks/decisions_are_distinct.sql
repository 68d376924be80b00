-- the same two rows are already decided in {first}; keep one of the two decisions and remove the other
SELECT 'decisions' AS resource, later.decision_id AS id, 'other_id' AS field, later.other_id AS value, earlier.decision_id AS first
FROM decisions AS later
JOIN decisions AS earlier
    ON least(earlier.id, earlier.other_id) = least(later.id, later.other_id)
    AND greatest(earlier.id, earlier.other_id) = greatest(later.id, later.other_id)
    AND earlier.decision_id < later.decision_id
