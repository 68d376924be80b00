-- How the sources lean: strikes, claims, sources, voices, languages and denials, by the side of the voice that makes the claim
-- and by the territory that was struck. Unattributed claims are counted as a side of their own. A group takes the territory of
-- the place that most voices report for it, or "several" if no report gives a place.
WITH told AS (
    SELECT c.*, coalesce(spoken.view, CASE WHEN spoken.is_unattributed THEN 'unattributed' ELSE 'unknown' END) AS side
    FROM claims AS c JOIN spoken USING (citation_id)
), grouped AS (
    SELECT 'side' AS grouping, side AS value, * FROM told
    UNION ALL
    SELECT 'territory', coalesce(territory, 'several'), * FROM told
)
SELECT grouping, value, count(DISTINCT strike_id) AS strikes, count(*) AS claims, count(DISTINCT source_id) AS sources,
    count(DISTINCT voice) AS voices, count(DISTINCT language) AS languages, count(*) FILTER (WHERE stance = 'denies') AS denials
FROM grouped
GROUP BY grouping, value
ORDER BY grouping, value
