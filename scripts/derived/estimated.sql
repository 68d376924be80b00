-- low, best and high by rule e2, for every strike, outcome, population and view that has any claim. Wherever everybody (all) has
-- a row, civilians have one too. Only totals that stand are used (voices.sql says which), of any demographic. low is the lowest
-- count_min. high is the highest count_max, or count_min if that is open, raised to the largest subgroup that stands. If there is
-- no total, only low is given: the largest subgroup. high for civilians is that for everybody, since a text that says persons
-- does not say that they were soldiers. Every voice has one vote, for the highest of its firm figures (closed and not hedged)
-- that stand; dated figures are preferred to undated ones, and undated ones to adverse ones. Voices that vote together vote for
-- the figure that most of them give, then for the later day, then for the smaller figure. If no figure is firm, adverse ones aside,
-- hedged and open figures vote. best is the figure with the most votes; a tie goes to a figure above zero, then to a stated day, then to an
-- attributed voice, the later day, the smaller figure. If best is a range, its count_min is taken.
WITH populations AS (
    SELECT unnest(['all', 'civilians']) AS population
), seen AS (
    SELECT c.strike_id, c.outcome, p.population, views.view, c.* EXCLUDE (strike_id, outcome, population, view),
        c.view AS side, p.population = 'all' OR c.population = 'civilians' AS is_counted,
        CASE WHEN p.population = 'all' THEN c.fallen_to ELSE c.fallen_to_civilians END AS fell_to,
        CASE WHEN c.is_adverse THEN 2 WHEN c.day IS NULL THEN 1 ELSE 0 END AS rank
    FROM standing AS c JOIN views ON views.view = 'all' OR views.view = c.view CROSS JOIN populations AS p
), mentioned AS (
    SELECT strike_id, outcome, population, view,
        count(*) FILTER (WHERE is_counted) AS claims,
        count(*) FILTER (WHERE is_counted AND qualifier = 'unquantified') AS unquantified_claims,
        count(*) FILTER (WHERE is_counted AND fell_to IS NOT NULL) AS fallen_claims,
        count(DISTINCT voice) FILTER (WHERE is_counted) AS voices,
        count(DISTINCT side) FILTER (WHERE is_counted) AS sides,
        min(count_min) FILTER (WHERE is_counted AND is_total AND fell_to IS NULL) AS low,
        max(coalesce(count_max, count_min)) FILTER (WHERE is_counted AND is_total AND fell_to IS NULL) AS highest_total,
        max(count_min) FILTER (WHERE is_counted AND is_total AND fell_to IS NULL AND count_max IS NULL) AS highest_open,
        max(count_min) FILTER (WHERE is_counted AND scope = 'subgroup' AND fell_to IS NULL) AS subgroup_low,
        max(coalesce(count_max, count_min)) FILTER (WHERE is_counted AND scope = 'subgroup' AND fell_to IS NULL) AS subgroup_high,
        coalesce(bool_or(is_firm) FILTER (WHERE is_counted AND is_total AND fell_to IS NULL AND NOT is_adverse),
            bool_or(is_firm) FILTER (WHERE is_counted AND is_total AND fell_to IS NULL)) AS has_firm
    FROM seen GROUP BY strike_id, outcome, population, view
), bounds AS (
    SELECT strike_id, outcome, view,
        CASE WHEN highest_total IS NOT NULL THEN greatest(highest_total, coalesce(subgroup_high, 0)) END AS high,
        CASE WHEN highest_total IS NOT NULL
            THEN coalesce(subgroup_high > highest_total, false) OR coalesce(highest_open = high, false) END AS high_open
    FROM mentioned WHERE population = 'all'
), cast_by AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.strike_id, s.outcome, s.population, s.view, s.is_unattributed, s.root
        ORDER BY s.rank, s.count_min DESC, s.day_is_stated DESC, s.day DESC NULLS LAST, s.passage_start, s.claim_id) = 1 AS is_chosen
    FROM seen AS s JOIN mentioned AS m USING (strike_id, outcome, population, view)
    WHERE s.is_counted AND s.is_total AND s.fell_to IS NULL AND s.is_firm = m.has_firm
), backed AS (
    SELECT strike_id, outcome, population, view, bloc, count_min AS figure, count(*) AS members, max(figure_day) AS day,
        bool_or(day_is_stated) AS is_stated,
        arg_min(claim_id, (NOT day_is_stated, -epoch(coalesce(day, DATE '1900-01-01')), passage_start, claim_id)) AS claim_id
    FROM cast_by WHERE is_chosen GROUP BY strike_id, outcome, population, view, bloc, count_min
), votes AS (
    SELECT * FROM backed QUALIFY row_number() OVER (PARTITION BY strike_id, outcome, population, view, bloc
        ORDER BY members DESC, day DESC NULLS LAST, figure) = 1
), polled AS (
    SELECT strike_id, outcome, population, view, figure, count(*) AS votes, bool_or(is_stated) AS is_stated,
        bool_or(bloc <> 'unattributed') AS is_attributed, max(day) AS day,
        arg_min(claim_id, (NOT is_stated, bloc = 'unattributed', -epoch(coalesce(day, DATE '1900-01-01')), claim_id)) AS claim_id
    FROM votes GROUP BY strike_id, outcome, population, view, figure
), chosen AS (
    SELECT strike_id, outcome, population, view, figure AS best, votes AS best_votes, claim_id AS best_claim_id,
        count(*) OVER (PARTITION BY strike_id, outcome, population, view, votes) > 1 AS best_is_tie
    FROM polled QUALIFY row_number() OVER (PARTITION BY strike_id, outcome, population, view
        ORDER BY votes DESC, figure <> 0 DESC, is_stated DESC, is_attributed DESC, day DESC NULLS LAST, figure) = 1
), by_side AS (
    SELECT strike_id, outcome, population, max(best) FILTER (WHERE view = 'azerbaijan') AS best_azerbaijan, max(best) FILTER (WHERE view = 'armenian') AS best_armenian,
        max(best) FILTER (WHERE view = 'third_party') AS best_third_party,
        CASE WHEN count(*) FILTER (WHERE view <> 'all') > 1 THEN count(DISTINCT best) FILTER (WHERE view <> 'all') > 1 END AS sides_differ
    FROM chosen GROUP BY strike_id, outcome, population
)
SELECT m.strike_id, m.outcome, m.population, m.view,
    CASE WHEN m.low IS NOT NULL THEN 'total' WHEN m.subgroup_low IS NOT NULL THEN 'subgroup' ELSE 'none' END AS basis,
    coalesce(m.low, m.subgroup_low) AS low, c.best, b.high, b.high_open, c.best_is_tie, c.best_votes,
    CASE WHEN c.best IS NOT NULL THEN CASE WHEN m.has_firm THEN 'firm' ELSE 'open_or_hedged' END END AS best_basis, c.best_claim_id,
    s.best_azerbaijan, s.best_armenian, s.best_third_party, s.sides_differ,
    CASE WHEN m.population = 'civilians' THEN c.best > pooled.best END AS best_is_above_all,
    m.claims, m.unquantified_claims, m.fallen_claims, m.voices, m.sides
FROM mentioned AS m
LEFT JOIN bounds AS b USING (strike_id, outcome, view)
LEFT JOIN chosen AS c ON c.strike_id = m.strike_id AND c.outcome = m.outcome AND c.population = m.population AND c.view = m.view
LEFT JOIN chosen AS pooled ON pooled.strike_id = m.strike_id AND pooled.outcome = m.outcome AND pooled.population = 'all' AND pooled.view = m.view
LEFT JOIN by_side AS s ON s.strike_id = m.strike_id AND s.outcome = m.outcome AND s.population = m.population
