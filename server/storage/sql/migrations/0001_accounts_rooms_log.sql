-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Times are milliseconds since 1970 in UTC. Names are the protocol's, in snake_case. What grows without end has room_id
-- first in its key, so that a database can be cut by rooms.

CREATE TABLE users (
    id {id},
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL, -- for mentions, which do not regard case
    email TEXT NOT NULL,
    folded_email TEXT NOT NULL UNIQUE,
    password_hash {bytes} NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX users_by_folded_name ON users (folded_name);

CREATE TABLE sessions (
    id {id},
    user_id BIGINT NOT NULL REFERENCES users (id),
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    idle_until BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    revoked_at BIGINT,
    rotations BIGINT NOT NULL DEFAULT 0,  -- how many generations there have been; the next one's number is one more
    generation BIGINT NOT NULL DEFAULT 0, -- the current one
    pending_generation BIGINT             -- made by the last rotation and not used yet
);
CREATE INDEX sessions_by_user ON sessions (user_id);

-- The refresh tokens of a session: the current one, the pending one, and those that were superseded.
CREATE TABLE session_tokens (
    hash {bytes} PRIMARY KEY,
    session_id BIGINT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    generation BIGINT NOT NULL
) {clustered};
CREATE UNIQUE INDEX session_tokens_by_session ON session_tokens (session_id, generation);

CREATE TABLE rooms (
    id {id},
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL, -- for finding, which does not regard case
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    visibility TEXT NOT NULL,
    password_hash {bytes} NOT NULL, -- empty: none
    capacity BIGINT,
    max_members BIGINT,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    last_seq BIGINT NOT NULL DEFAULT 0,
    last_message_seq BIGINT NOT NULL DEFAULT 0, -- 0: no message yet
    members BIGINT NOT NULL DEFAULT 0           -- how many rows it has in members
);
CREATE INDEX rooms_to_find ON rooms (members DESC, folded_name, id) WHERE deleted_at IS NULL AND visibility = 'public';

CREATE TABLE members (
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    joined_seq BIGINT NOT NULL, -- the event of joining: who has been there for longest has the least
    read_seq BIGINT NOT NULL,
    PRIMARY KEY (room_id, user_id)
) {clustered};
CREATE INDEX members_by_user ON members (user_id, room_id);

CREATE TABLE events (
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    seq BIGINT NOT NULL,
    type TEXT NOT NULL,
    by_user BIGINT NOT NULL REFERENCES users (id),
    at BIGINT NOT NULL,
    data TEXT NOT NULL, -- JSON
    PRIMARY KEY (room_id, seq)
) {clustered};

CREATE TABLE messages (
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    seq BIGINT NOT NULL,
    by_user BIGINT NOT NULL REFERENCES users (id),
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    client_id TEXT NOT NULL,
    edited_at BIGINT,
    deleted_at BIGINT,
    reply_to BIGINT,
    PRIMARY KEY (room_id, seq)
) {clustered};
CREATE UNIQUE INDEX messages_by_client_id ON messages (by_user, client_id);
CREATE INDEX messages_unread ON messages (room_id, seq, by_user); -- counting what is unread must not read the texts

CREATE TABLE mentions (
    room_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (room_id, user_id, seq)
) {clustered};
