-- Each row is a strike or group, with the number of people killed according to the voices of each side.
-- Never add rows up: groups contain strikes, and strikes may be the same. Empty means unknown or not stated, never 0.
SELECT strikes.strike_id, strikes.name, strikes.level,
    max(CASE WHEN "view" = 'azerbaijan' THEN low END) AS azerbaijan_low,
    max(CASE WHEN "view" = 'azerbaijan' THEN best END) AS azerbaijan_best,
    max(CASE WHEN "view" = 'azerbaijan' THEN high END) AS azerbaijan_high,
    max(CASE WHEN "view" = 'armenian' THEN low END) AS armenian_low,
    max(CASE WHEN "view" = 'armenian' THEN best END) AS armenian_best,
    max(CASE WHEN "view" = 'armenian' THEN high END) AS armenian_high,
    max(CASE WHEN "view" = 'third_party' THEN low END) AS third_party_low,
    max(CASE WHEN "view" = 'third_party' THEN best END) AS third_party_best,
    max(CASE WHEN "view" = 'third_party' THEN high END) AS third_party_high
FROM strike_estimates
JOIN strikes ON strikes.strike_id = strike_estimates.strike_id
WHERE strike_estimates.outcome = 'killed' AND strike_estimates.population = 'all'
GROUP BY strikes.strike_id, strikes.name, strikes.level
ORDER BY strikes.strike_id
