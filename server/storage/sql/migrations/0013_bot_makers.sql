-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Who made a bot.

ALTER TABLE bots ADD COLUMN by_user BIGINT REFERENCES users (id); -- NULL: the operator, as of a webhook's bot
CREATE INDEX bots_by_maker ON bots (by_user);
