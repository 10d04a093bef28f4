-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- What nodes that share this database know of each other. Times are those of the database's own clock.

CREATE TABLE nodes (
    node TEXT PRIMARY KEY,
    epoch BIGINT NOT NULL,      -- counts its runs
    lease_until BIGINT NOT NULL -- 0: given up, or seen to be over; then no renewal brings it back
) {clustered};

CREATE TABLE seats (
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    node TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (room_id, user_id, node, epoch)
) {clustered};
CREATE INDEX seats_by_node ON seats (node, epoch);

-- Secrets that all nodes share, by what they are for.
CREATE TABLE keys (
    name TEXT PRIMARY KEY,
    key {bytes} NOT NULL
) {clustered};
