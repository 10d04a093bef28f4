-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Who may not write in a room for a time, how fast its members may, and whom people block.

-- Derived, so that who appends an event reads no other row: the end of a mute of the room, or that of time when the
-- other one of two blocks the member. 0: neither.
ALTER TABLE members ADD COLUMN silent_until BIGINT NOT NULL DEFAULT 0;

CREATE TABLE mutes ( -- of members, and of those who left
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    at BIGINT NOT NULL,
    ends_at BIGINT, -- NULL: it does not end by itself
    PRIMARY KEY (room_id, user_id)
) {clustered};
CREATE INDEX mutes_by_user ON mutes (user_id);

ALTER TABLE rooms ADD COLUMN slow_mode_ms BIGINT; -- the least time between two messages of a member; NULL: none

CREATE TABLE slow_messages ( -- when a member wrote last in a room that has slow mode
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (room_id, user_id)
) {clustered};
CREATE INDEX slow_messages_by_user ON slow_messages (user_id);

CREATE TABLE blocks (
    user_id BIGINT NOT NULL REFERENCES users (id), -- who blocks
    blocked_id BIGINT NOT NULL REFERENCES users (id),
    PRIMARY KEY (user_id, blocked_id)
) {clustered};
CREATE INDEX blocks_by_blocked ON blocks (blocked_id);
