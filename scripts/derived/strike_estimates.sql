-- low, best and high by rule e1, for every strike and outcome that anyone mentions, for all voices together and for each side's
-- view. Only totals count; persons and civilians are pooled. If no total has a number, the largest subgroup gives low only.
-- Across dated documents, a voice's latest total supersedes its earlier ones; an undated total neither supersedes nor is
-- superseded. Within one document, all totals count for low and high, and the last one counts for best (the smallest, if several
-- are in one passage). Unattributed totals supersede only within their publication, and are in no side's view. low is the lowest
-- count_min. high is the highest count_max, or count_min where the range is open, which is marked. best is the figure (count_min
-- of a range) that most voices support. Ties are marked and go to the later publication (undated last), then to the smaller
-- figure. The sum over a group's strikes is given beside the group's own estimate and never replaces it.
WITH views AS (
    SELECT 'all' AS view UNION ALL SELECT 'azerbaijani' UNION ALL SELECT 'armenian' UNION ALL SELECT 'third_party'
), seen AS (
    SELECT views.view, v.*, s.voice, s.view AS voice_view
    FROM victim_counts AS v JOIN spoken AS s USING (citation_id) JOIN views ON views.view = 'all' OR views.view = s.view
), mentioned AS (
    SELECT strike_id, outcome, view, count(*) AS claims, count(*) FILTER (WHERE qualifier = 'unquantified') AS unquantified_claims,
        count(DISTINCT voice) AS voices, count(DISTINCT voice_view) AS sides
    FROM seen GROUP BY strike_id, outcome, view
), live AS (
    SELECT views.view, l.*, row_number() OVER (PARTITION BY strike_id, outcome, views.view, voice, source_id
            ORDER BY passage_start DESC, count_min, claim_id) = 1 AS is_last
    FROM live_totals AS l JOIN views ON views.view = 'all' OR views.view = l.voice_view
), bounds AS (
    SELECT strike_id, outcome, view, min(count_min) AS low, max(coalesce(count_max, count_min)) AS high
    FROM live GROUP BY strike_id, outcome, view
), opened AS (
    SELECT strike_id, outcome, view, bool_or(count_max IS NULL AND count_min = high) AS high_open
    FROM live JOIN bounds USING (strike_id, outcome, view) GROUP BY strike_id, outcome, view
), votes AS (
    SELECT strike_id, outcome, view, count_min AS figure, count(DISTINCT voice) AS support, max(published_on) AS latest
    FROM live WHERE is_last GROUP BY strike_id, outcome, view, count_min
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY strike_id, outcome, view
            ORDER BY support DESC, latest DESC NULLS LAST, figure) AS place,
        count(*) OVER (PARTITION BY strike_id, outcome, view, support) > 1 AS is_tie
    FROM votes
), rests AS (
    SELECT r.strike_id, r.outcome, r.view, r.figure AS best, r.is_tie AS best_is_tie, r.support AS best_voices, l.claim_id AS best_claim_id
    FROM ranked AS r JOIN live AS l ON l.strike_id = r.strike_id AND l.outcome = r.outcome AND l.view = r.view
        AND l.count_min = r.figure AND l.is_last
    WHERE r.place = 1
    QUALIFY row_number() OVER (PARTITION BY r.strike_id, r.outcome, r.view
        ORDER BY l.published_on DESC NULLS LAST, l.passage_start DESC, l.claim_id) = 1
), subgroups AS (
    SELECT strike_id, outcome, view, max(count_min) AS low FROM seen
    WHERE scope = 'subgroup' AND count_min IS NOT NULL GROUP BY strike_id, outcome, view
), estimated AS (
    SELECT m.strike_id, m.outcome, m.view, 'e1' AS rule,
        CASE WHEN b.low IS NOT NULL THEN 'total' WHEN g.low IS NOT NULL THEN 'subgroup' ELSE 'none' END AS basis,
        coalesce(b.low, g.low) AS low, r.best, b.high, o.high_open, r.best_is_tie, r.best_voices, r.best_claim_id,
        m.claims, m.unquantified_claims, m.voices, m.sides
    FROM mentioned AS m
    LEFT JOIN bounds AS b USING (strike_id, outcome, view)
    LEFT JOIN opened AS o USING (strike_id, outcome, view)
    LEFT JOIN rests AS r USING (strike_id, outcome, view)
    LEFT JOIN subgroups AS g USING (strike_id, outcome, view)
), sums AS (
    SELECT l.group_id AS strike_id, e.outcome, e.view, count(*) AS parts, sum(e.low)::BIGINT AS parts_low,
        sum(e.best)::BIGINT AS parts_best, sum(coalesce(e.high, e.low))::BIGINT AS parts_high
    FROM leaves AS l JOIN estimated AS e ON e.strike_id = l.strike_id WHERE e.low IS NOT NULL
    GROUP BY l.group_id, e.outcome, e.view
)
SELECT e.*, s.parts, s.parts_low, s.parts_best, s.parts_high
FROM estimated AS e LEFT JOIN sums AS s USING (strike_id, outcome, view)
ORDER BY strike_id, outcome, view
