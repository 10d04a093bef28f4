-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Whom a message mentions, for pages of messages; the primary key finds only the messages that mention one person.

CREATE INDEX mentions_by_message ON mentions (room_id, seq, user_id);
