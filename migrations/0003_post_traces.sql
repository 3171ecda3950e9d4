CREATE TABLE "post_traces" (
	"trace" integer NOT NULL,
	"post_id" bigint NOT NULL,
	CONSTRAINT "post_traces_trace_post_id_pk" PRIMARY KEY("trace","post_id")
);
--> statement-breakpoint
DROP INDEX "posts_by_opening";--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "traced" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "posts_by_trace_version" ON "posts" USING btree ("traced");