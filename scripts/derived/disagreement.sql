-- How far the figures for a strike and outcome differ, among the totals that stand (rule e2, all voices). spread is the highest
-- figure minus the lowest. share_disagreeing is the share of votes that are not for the best figure. modal_confidence is the
-- share of totals that give the best figure. Only strikes and outcomes with a best figure have a row.
WITH best AS (
    SELECT strike_id, outcome, best, best_votes, best_basis FROM strike_estimates WHERE view = 'all' AND population = 'all' AND best IS NOT NULL
)
SELECT strike_id, outcome, count(*) AS claims, count(DISTINCT s.voice) AS voices, min(count_min) AS lowest,
    max(coalesce(count_max, count_min)) AS highest, max(coalesce(count_max, count_min)) - min(count_min) AS spread,
    round(1 - any_value(best_votes) / count(DISTINCT s.bloc) FILTER (WHERE s.is_firm = (best_basis = 'firm')), 3) AS share_disagreeing,
    round(count(*) FILTER (WHERE s.count_min = best) / count(*), 3) AS modal_confidence
FROM standing AS s JOIN best USING (strike_id, outcome)
WHERE s.is_total AND s.fallen_to IS NULL
GROUP BY strike_id, outcome
ORDER BY strike_id, outcome
