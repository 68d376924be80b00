-- the statement answers {answers}, which has a different strike or topic; correct answers or clear it
SELECT 'statements' AS resource, s.statement_id AS id, 'answers' AS field, s.answers AS value, s.answers
FROM statements AS s
JOIN statements AS answered ON answered.statement_id = s.answers
WHERE answered.strike_id <> s.strike_id OR answered.topic <> s.topic
