-- What Drizzle cannot say. As before, but what is hidden cannot be searched for; and whoever writes, with whatever path to
-- tables, the tables of search are found.
CREATE OR REPLACE FUNCTION search_refresh(ids bigint[]) RETURNS void LANGUAGE plpgsql
SET search_path = public SET plan_cache_mode = 'force_generic_plan' SET client_min_messages = 'warning' AS $$
BEGIN
  -- Whoever else describes these entities now is waited for, and what they wrote is then seen.
  PERFORM FROM entities WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM search_entries WHERE entity_id IN (SELECT id FROM entities WHERE hidden AND id = ANY(ids));
  WITH described AS MATERIALIZED (
    SELECT n.id, n.kind,
      ARRAY(SELECT DISTINCT left(name, 200) FROM (
        SELECT search_fold(n.name) AS name UNION ALL
        SELECT search_fold(text) FROM aliases WHERE entity_id = n.id) names WHERE name <> '') AS names,
      coalesce(search_fold(left(n.summary, 20000)), '') AS summary,
      coalesce(left(search_fold(left(d.body, 200000)), 200000), '') AS body,
      extract(year FROM d.published_on)::integer AS year
    FROM entities n
    LEFT JOIN LATERAL (
      SELECT body, published_on FROM reports WHERE id = n.id UNION ALL
      SELECT body, published_on FROM posts WHERE id = n.id UNION ALL
      SELECT body, published_on FROM comments WHERE id = n.id) d ON true
    WHERE n.id = ANY(ids) AND NOT n.hidden
  ), learnt AS (
    INSERT INTO search_words (word)
    SELECT word FROM (
      SELECT DISTINCT unnest(string_to_array(concat_ws(' ', array_to_string(names, ' '), summary, body), ' ')) AS word
      FROM described) said
    WHERE length(word) <= 50 AND word ~ '[^0-9]' AND (
      -- Looked up word by word whatever the planner thought of the table when this was planned, perhaps empty.
      SELECT true FROM search_words known WHERE known.word = said.word LIMIT 1) IS NULL
  )
  INSERT INTO search_entries (entity_id, kind, names, words)
  SELECT id, kind, CASE kind WHEN 'comment' THEN '{}' ELSE names END,
    setweight(to_tsvector('english', concat_ws(' ', array_to_string(names, ' '), year)),
      CASE kind WHEN 'comment' THEN 'C'::"char" ELSE 'A'::"char" END)
    || setweight(to_tsvector('english', summary), 'B')
    || to_tsvector('english', body)
  FROM described
  ON CONFLICT (entity_id) DO UPDATE SET names = excluded.names, words = excluded.words
    WHERE (search_entries.names, search_entries.words) IS DISTINCT FROM (excluded.names, excluded.words);
END $$;
--> statement-breakpoint
ALTER FUNCTION search_follow() SET search_path = public;
--> statement-breakpoint
CREATE TRIGGER search_hide AFTER UPDATE OF hidden ON entities FOR EACH ROW
  WHEN (old.hidden IS DISTINCT FROM new.hidden) EXECUTE FUNCTION search_follow();
--> statement-breakpoint
-- The audit log is added to, and that is all.
CREATE FUNCTION audit_log_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is not changed: % refused.', lower(tg_op) USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION audit_log_stays();
