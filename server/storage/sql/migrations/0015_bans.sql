-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Who may not join a room, whether they were a member or not.

CREATE TABLE bans (
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    by_user BIGINT NOT NULL REFERENCES users (id),
    at BIGINT NOT NULL,
    ends_at BIGINT, -- NULL: it does not end by itself
    note TEXT,      -- what its maker says about it
    PRIMARY KEY (room_id, user_id)
) {clustered};
CREATE INDEX bans_by_user ON bans (user_id);
CREATE INDEX bans_by_maker ON bans (by_user);
