-- the statement answers {answers}, whose stance is {other}; a denial or admission must answer a statement that accuses, asserts or confirms
SELECT 'statements' AS resource, s.statement_id AS id, 'answers' AS field, s.answers AS value, s.answers, answered.stance AS other
FROM statements AS s
JOIN statements AS answered ON answered.statement_id = s.answers
WHERE answered.stance NOT IN ('accuses', 'asserts', 'confirms')
