-- the replacements lead back to the withdrawn id; name a row that is in use, or clear replaced_by
WITH RECURSIVE chain AS (
    SELECT withdrawal_id, id, replaced_by AS first, replaced_by AS last, 1 AS steps FROM withdrawn WHERE replaced_by <> id
    UNION ALL
    SELECT chain.withdrawal_id, chain.id, chain.first, w.replaced_by, chain.steps + 1
    FROM chain JOIN withdrawn AS w ON w.id = chain.last
    WHERE chain.steps < (SELECT count(*) FROM withdrawn) AND chain.last <> chain.id
)
SELECT DISTINCT 'withdrawn' AS resource, withdrawal_id AS id, 'replaced_by' AS field, first AS value
FROM chain
WHERE last = id
