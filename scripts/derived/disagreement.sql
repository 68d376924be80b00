-- How far the figures for a strike and outcome differ, using the same live totals as the estimate for all voices (rule e1).
-- spread is the highest figure minus the lowest. share_disagreeing is the share of voices that do not support the best figure.
-- modal_confidence is the share of live totals that give the best figure. Rows exist only where there is a best figure.
SELECT strike_id, outcome, count(*) AS claims, count(DISTINCT l.voice) AS voices, min(count_min) AS lowest,
    max(coalesce(count_max, count_min)) AS highest, max(coalesce(count_max, count_min)) - min(count_min) AS spread,
    round(1 - any_value(e.best_voices) / count(DISTINCT l.voice), 3) AS share_disagreeing,
    round(count(*) FILTER (WHERE l.count_min = e.best) / count(*), 3) AS modal_confidence
FROM live_totals AS l JOIN strike_estimates AS e USING (strike_id, outcome)
WHERE e.view = 'all'
GROUP BY strike_id, outcome
ORDER BY strike_id, outcome
