-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- What of a room a member is told, on all devices, and when the member last read on in it.

ALTER TABLE members ADD COLUMN notify TEXT; -- NULL: not chosen
ALTER TABLE members ADD COLUMN notify_until BIGINT; -- NULL: it does not end by itself
ALTER TABLE members ADD COLUMN read_at BIGINT; -- NULL: the mark is where it began; or it was moved before this column was
