-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- What people have written and not sent, for their other devices. A row without texts says that the draft is gone.

CREATE TABLE drafts (
    user_id BIGINT NOT NULL,
    room_id BIGINT NOT NULL,
    thread BIGINT NOT NULL, -- its first message; 0: in the room itself
    body TEXT NOT NULL,
    reply_to BIGINT,
    editing BIGINT,
    edit TEXT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, room_id, thread)
) {clustered};
CREATE INDEX drafts_by_change ON drafts (user_id, changed_at);
CREATE INDEX drafts_by_room ON drafts (room_id);
