-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- What people tell others of themselves.

-- A file's id. Not a reference: files refer to users, and rows are copied in an order without circles.
ALTER TABLE users ADD COLUMN picture TEXT;
CREATE INDEX users_by_picture ON users (picture) WHERE picture IS NOT NULL;
ALTER TABLE users ADD COLUMN status_text TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN status_emoji TEXT NOT NULL DEFAULT ''; -- both empty: no status
ALTER TABLE users ADD COLUMN status_until BIGINT; -- NULL: it does not end by itself
ALTER TABLE users ADD COLUMN presence TEXT NOT NULL DEFAULT 'online'; -- as told while connected; 'offline': invisible
ALTER TABLE users ADD COLUMN last_seen_at BIGINT; -- when the last connection ended that was told; NULL: not known
