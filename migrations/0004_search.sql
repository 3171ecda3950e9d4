CREATE TABLE "search_entries" (
	"entity_id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"names" text[] NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text NOT NULL,
	"term" "tsquery" GENERATED ALWAYS AS (plainto_tsquery('english', word)) STORED NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_entries" ADD CONSTRAINT "search_entries_entity_id_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."entities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_entries_by_name" ON "search_entries" USING gin ("names") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_entries_by_word" ON "search_entries" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_words_by_term" ON "search_words" USING btree ("term","word");--> statement-breakpoint
CREATE INDEX "search_words_by_likeness" ON "search_words" USING gin ("word" gin_trgm_ops) WITH (fastupdate=false);