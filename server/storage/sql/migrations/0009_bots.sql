-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Bots: accounts without a password, each with one long-lived token; and webhooks, each of which speaks as a bot of its
-- own.

ALTER TABLE users ADD COLUMN bot BIGINT; -- 1: a bot

-- What signs in by a token: bots and incoming webhooks. The session has no other token, and ends all connections of the
-- bot when it is revoked.
CREATE TABLE bots (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    token_hash {bytes} NOT NULL UNIQUE,
    session_id BIGINT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE
) {clustered};
CREATE INDEX bots_by_session ON bots (session_id);

CREATE TABLE bot_rooms (
    user_id BIGINT NOT NULL REFERENCES users (id),
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    rights BIGINT NOT NULL, -- 1: read, 2: send, 4: manage, and their sums
    PRIMARY KEY (user_id, room_id)
) {clustered};
CREATE INDEX bot_rooms_by_room ON bot_rooms (room_id);

CREATE TABLE hooks (
    id {id},
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    user_id BIGINT NOT NULL REFERENCES users (id), -- as whom it speaks
    by_user BIGINT REFERENCES users (id),          -- who made it; NULL: the operator
    created_at BIGINT NOT NULL,
    -- Of outgoing ones only:
    url TEXT,
    command TEXT,
    signing_key {bytes},
    delivered_seq BIGINT NOT NULL DEFAULT 0, -- the room's log has been delivered up to here
    failing_since BIGINT,                    -- since its last delivery failed; NULL: it did not
    failures BIGINT NOT NULL DEFAULT 0,      -- of the next delivery
    retry_at BIGINT NOT NULL DEFAULT 0,      -- by the database's clock; also until when a node has it in hand
    disabled_at BIGINT
);
CREATE INDEX hooks_by_room ON hooks (room_id);
CREATE INDEX hooks_by_user ON hooks (user_id);
CREATE INDEX hooks_by_maker ON hooks (by_user);
CREATE INDEX hooks_outgoing ON hooks (retry_at) WHERE url IS NOT NULL AND disabled_at IS NULL;
