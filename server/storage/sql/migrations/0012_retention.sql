-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- How long messages are kept.

ALTER TABLE rooms ADD COLUMN keep_days BIGINT; -- NULL: as the server says; 0: for ever
ALTER TABLE rooms ADD COLUMN swept_seq BIGINT NOT NULL DEFAULT 0; -- up to here all messages were old, and are gone
