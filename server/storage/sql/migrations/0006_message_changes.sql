-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- What becomes of a message after it was sent, and rooms that are conversations of certain people.

ALTER TABLE messages ADD COLUMN thread BIGINT; -- the first message of the chain of answers that it belongs to
CREATE INDEX messages_by_thread ON messages (room_id, thread, seq) WHERE thread IS NOT NULL;
-- How many answers such a first message has: counting them for each page would read them.
CREATE TABLE threads (
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    replies BIGINT NOT NULL,
    PRIMARY KEY (room_id, seq)
) {clustered};

-- The texts of a message that was edited: the first has the message's seq as its version, each other that of its event,
-- whose row in events has no text.
CREATE TABLE message_versions (
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (room_id, seq, version)
) {clustered};
CREATE INDEX message_versions_by_event ON message_versions (room_id, version);

CREATE TABLE reactions (
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    emoji TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    PRIMARY KEY (room_id, seq, emoji, user_id)
) {clustered};
CREATE INDEX reactions_by_user ON reactions (room_id, user_id, seq, emoji);
CREATE TABLE reaction_counts (
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    emoji TEXT NOT NULL,
    first_seq BIGINT NOT NULL, -- the event that brought it: reactions are shown in that order
    people BIGINT NOT NULL,
    PRIMARY KEY (room_id, seq, emoji)
) {clustered};

CREATE TABLE pins (
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (room_id, seq)
) {clustered};

-- Edits and deletions by the clientId of their request, which may come again.
CREATE TABLE requests (
    client_id TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL, -- of the event
    PRIMARY KEY (client_id, by_user)
) {clustered};

ALTER TABLE rooms ADD COLUMN archived_at BIGINT;
ALTER TABLE rooms ADD COLUMN people TEXT; -- of a direct room: its people's ids, rising, with commas between them
CREATE UNIQUE INDEX rooms_direct ON rooms (people) WHERE people IS NOT NULL;
