ALTER TABLE "reports" ADD COLUMN "rank" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "reports_by_rank" ON "reports" USING btree ("rank","id");