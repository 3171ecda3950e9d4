CREATE TABLE "aliases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "aliases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entity_id" bigint NOT NULL,
	"text" text NOT NULL,
	"rule" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "aliases_entity_text_rule" UNIQUE("entity_id","text","rule")
);
--> statement-breakpoint
CREATE TABLE "appearances" (
	"entity_id" bigint NOT NULL,
	"capture_id" bigint NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	CONSTRAINT "appearances_entity_id_capture_id_pk" PRIMARY KEY("entity_id","capture_id"),
	CONSTRAINT "appearances_span" CHECK (0 <= "appearances"."start" and "appearances"."start" <= "appearances"."end")
);
--> statement-breakpoint
CREATE TABLE "authors" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'author' NOT NULL,
	"type" text DEFAULT 'person' NOT NULL,
	CONSTRAINT "authors_kind" CHECK ("authors"."kind" = 'author')
);
--> statement-breakpoint
CREATE TABLE "captures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "captures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sha256" text NOT NULL,
	"file" text,
	"url" text,
	"parser" text NOT NULL,
	"gazetteer" text NOT NULL,
	"text" text NOT NULL,
	"retrieved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'comment' NOT NULL,
	"published_on" date,
	"published_precision" text,
	"ordered_on" date GENERATED ALWAYS AS (coalesce(published_on, date '0001-01-01')) STORED NOT NULL,
	"body" text,
	"post_id" bigint NOT NULL,
	"parent_id" bigint,
	"depth" integer NOT NULL,
	"position" integer NOT NULL,
	"author_name" text,
	CONSTRAINT "comments_in_thread_order" UNIQUE("post_id","position"),
	CONSTRAINT "comments_kind" CHECK ("comments"."kind" = 'comment')
);
--> statement-breakpoint
CREATE TABLE "edge_rules" (
	"kind" text NOT NULL,
	"source_kind" text NOT NULL,
	"target_kind" text NOT NULL,
	CONSTRAINT "edge_rules_kind_source_kind_target_kind_pk" PRIMARY KEY("kind","source_kind","target_kind")
);
--> statement-breakpoint
CREATE TABLE "edges" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "edges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"source_id" bigint NOT NULL,
	"source_kind" text NOT NULL,
	"target_id" bigint NOT NULL,
	"target_kind" text NOT NULL,
	"qualifier" text DEFAULT '' NOT NULL,
	"role" text,
	"occurred_on" date,
	"ordered_on" date GENERATED ALWAYS AS (coalesce(occurred_on, date '0001-01-01')) STORED NOT NULL,
	"valid_from" date,
	"valid_from_precision" text,
	"valid_to" date,
	"valid_to_precision" text,
	"confidence" double precision NOT NULL,
	"method" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "edges_identity" UNIQUE("source_id","kind","target_id","qualifier"),
	CONSTRAINT "edges_confidence" CHECK ("edges"."confidence" >= 0 and "edges"."confidence" <= 1),
	CONSTRAINT "edges_ends_differ" CHECK ("edges"."source_id" <> "edges"."target_id"),
	CONSTRAINT "edges_validity" CHECK ("edges"."valid_from" <= "edges"."valid_to")
);
--> statement-breakpoint
CREATE TABLE "entities" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"sort_name" text collate "C" NOT NULL,
	"summary" text,
	"url" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entities_kind_slug" UNIQUE("kind","slug"),
	CONSTRAINT "entities_id_kind" UNIQUE("id","kind")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"edge_id" bigint NOT NULL,
	"capture_id" bigint NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"confidence" double precision NOT NULL,
	"method" text NOT NULL,
	"exact" text NOT NULL,
	"prefix" text NOT NULL,
	"suffix" text NOT NULL,
	CONSTRAINT "evidence_identity" UNIQUE("edge_id","capture_id","start","end"),
	CONSTRAINT "evidence_span" CHECK (0 <= "evidence"."start" and "evidence"."start" < "evidence"."end")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'organisation' NOT NULL,
	CONSTRAINT "organisations_kind" CHECK ("organisations"."kind" = 'organisation')
);
--> statement-breakpoint
CREATE TABLE "past_slugs" (
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"entity_id" bigint NOT NULL,
	CONSTRAINT "past_slugs_kind_slug_pk" PRIMARY KEY("kind","slug")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'policy' NOT NULL,
	"type" text NOT NULL,
	"started_on" date,
	"started_precision" text,
	"ended_on" date,
	"ended_precision" text,
	CONSTRAINT "policies_kind" CHECK ("policies"."kind" = 'policy')
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'post' NOT NULL,
	"published_on" date,
	"published_precision" text,
	"ordered_on" date GENERATED ALWAYS AS (coalesce(published_on, date '0001-01-01')) STORED NOT NULL,
	"body" text,
	"site" text,
	"title" text,
	"byline" text,
	"labels" text[] DEFAULT '{}'::text[] NOT NULL,
	"opening" text NOT NULL,
	CONSTRAINT "posts_kind" CHECK ("posts"."kind" = 'post')
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'report' NOT NULL,
	"published_on" date,
	"published_precision" text,
	"ordered_on" date GENERATED ALWAYS AS (coalesce(published_on, date '0001-01-01')) STORED NOT NULL,
	"body" text,
	"genre" text NOT NULL,
	CONSTRAINT "reports_kind" CHECK ("reports"."kind" = 'report')
);
--> statement-breakpoint
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_entity_id_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."entities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appearances" ADD CONSTRAINT "appearances_entity_id_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."entities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appearances" ADD CONSTRAINT "appearances_capture_id_captures_id_fk" FOREIGN KEY ("capture_id") REFERENCES "public"."captures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authors" ADD CONSTRAINT "authors_is_entity" FOREIGN KEY ("id","kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_parent_id_comments_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_is_entity" FOREIGN KEY ("id","kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edges" ADD CONSTRAINT "edges_source" FOREIGN KEY ("source_id","source_kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edges" ADD CONSTRAINT "edges_target" FOREIGN KEY ("target_id","target_kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edges" ADD CONSTRAINT "edges_rule" FOREIGN KEY ("kind","source_kind","target_kind") REFERENCES "public"."edge_rules"("kind","source_kind","target_kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_edge_id_edges_id_fk" FOREIGN KEY ("edge_id") REFERENCES "public"."edges"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_capture_id_captures_id_fk" FOREIGN KEY ("capture_id") REFERENCES "public"."captures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_is_entity" FOREIGN KEY ("id","kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_slugs" ADD CONSTRAINT "past_slugs_entity" FOREIGN KEY ("entity_id","kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_is_entity" FOREIGN KEY ("id","kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_is_entity" FOREIGN KEY ("id","kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_is_entity" FOREIGN KEY ("id","kind") REFERENCES "public"."entities"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appearances_in_capture" ON "appearances" USING btree ("capture_id");--> statement-breakpoint
CREATE UNIQUE INDEX "captures_sha256" ON "captures" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "comments_by_parent" ON "comments" USING btree ("parent_id","position");--> statement-breakpoint
CREATE INDEX "comments_by_date" ON "comments" USING btree ("ordered_on","id");--> statement-breakpoint
CREATE INDEX "edges_forward" ON "edges" USING btree ("source_id","kind","target_kind","ordered_on","target_id","id");--> statement-breakpoint
CREATE INDEX "edges_backward" ON "edges" USING btree ("target_id","kind","source_kind","ordered_on","source_id","id");--> statement-breakpoint
CREATE INDEX "edges_of_source" ON "edges" USING btree ("source_id","ordered_on","target_id","id");--> statement-breakpoint
CREATE INDEX "edges_of_target" ON "edges" USING btree ("target_id","ordered_on","source_id","id");--> statement-breakpoint
CREATE INDEX "edges_by_kind" ON "edges" USING btree ("kind","ordered_on","id");--> statement-breakpoint
CREATE INDEX "entities_by_name" ON "entities" USING btree ("kind","sort_name","id");--> statement-breakpoint
CREATE INDEX "evidence_in_capture" ON "evidence" USING btree ("capture_id");--> statement-breakpoint
CREATE INDEX "posts_by_date" ON "posts" USING btree ("ordered_on","id");--> statement-breakpoint
CREATE INDEX "posts_by_opening" ON "posts" USING btree ("opening");--> statement-breakpoint
CREATE INDEX "reports_by_date" ON "reports" USING btree ("ordered_on","id");