-- the count of {outcome} is part of {part_of}, a count of {other}; a part must have the outcome of its total, except that hospitalised can be part of injured
SELECT 'victim_counts' AS resource, part.claim_id AS id, 'part_of' AS field, part.part_of AS value, part.outcome, part.part_of, whole.outcome AS other
FROM victim_counts AS part
JOIN victim_counts AS whole ON whole.claim_id = part.part_of
WHERE part.outcome <> whole.outcome AND NOT (part.outcome = 'hospitalised' AND whole.outcome = 'injured')
