-- Drizzle cannot say "deferrable". A thread that has grown gives many comments new places in one
-- transaction; only at its end must no two comments of a post share a place.
ALTER TABLE "comments" DROP CONSTRAINT "comments_in_thread_order";--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_in_thread_order" UNIQUE ("post_id", "position") DEFERRABLE INITIALLY DEFERRED;
