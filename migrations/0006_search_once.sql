CREATE INDEX "search_entries_by_name_word" ON "search_entries" USING gin (ts_filter("words", '{a}')) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_words_by_word" ON "search_words" USING hash ("word");--> statement-breakpoint
-- As before, but known words are found by their letters alone, and the statement is planned once for a session: for a
-- short comment, planning took longer than running. PostgreSQL remarks on every stop word; nobody reads that.
CREATE OR REPLACE FUNCTION search_refresh(ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = 'force_generic_plan' SET client_min_messages = 'warning' AS $$
BEGIN
  -- Whoever else describes these entities now is waited for, and what they wrote is then seen.
  PERFORM FROM entities WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
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
    WHERE n.id = ANY(ids)
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
-- A document is described by its own row, which comes after that of its entity: the entity alone says nothing yet.
CREATE OR REPLACE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids bigint[];
BEGIN
  IF tg_level = 'ROW' THEN
    ids := ARRAY[new.id];
  ELSIF tg_table_name = 'aliases' THEN
    ids := ARRAY(SELECT DISTINCT entity_id FROM changed);
  ELSIF tg_table_name = 'entities' THEN
    ids := ARRAY(SELECT id FROM changed WHERE kind NOT IN ('report', 'post', 'comment'));
  ELSE
    ids := ARRAY(SELECT id FROM changed);
  END IF;
  IF ids <> '{}' THEN
    PERFORM search_refresh(ids);
  END IF;
  RETURN NULL;
END $$;
